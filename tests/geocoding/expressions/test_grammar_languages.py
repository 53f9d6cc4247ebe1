"""The grammar beyond English: Arabic, Ukrainian and Russian, French, Spanish."""

from __future__ import annotations

import pytest

from geoevents.geocoding.expressions.grammar import parse

ARABIC = {
    "على بعد 30 كم شمال الرقة": "DirectionOf(30+-5 km, north, Name('الرقة'))",
    "30 كم شمال شرقي الرقة": "DirectionOf(30+-5 km, northeast, Name('الرقة'))",
    "على بعد 5 كيلومترات من سرمين": "DirectionOf(5+-0.5 km, Name('سرمين'))",
    "الحدود السورية التركية": "Border(Name('السورية'), Name('التركية'))",
    "الحدود العراقية السورية قرب القائم": (
        "Within(Border(Name('العراقية'), Name('السورية')), in Near(Name('القائم')))"
    ),
    "الحدود مع تركيا": "Border(Name('تركيا'))",
    "الحدود بين سوريا والعراق": "Border(Name('سوريا'), Name('العراق'))",
    "على الحدود السورية العراقية": "Border(Name('السورية'), Name('العراقية'))",
    "طريق حمص دمشق": "Between(road, Name('حمص'), Name('دمشق'))",
    "طريق حلب - دمشق الدولي": "Between(road, Name('حلب'), Name('دمشق'))",
    "طريق دير الزور الحسكة": "Between(road, Name('دير الزور'), Name('الحسكة'))",
    "الطريق بين إدلب وحلب": "Between(road, Name('إدلب'), Name('حلب'))",
    "الطريق الواصل بين سراقب وأريحا": "Between(road, Name('سراقب'), Name('أريحا'))",
    "طريق خناصر أثريا": "Between(road, Name('خناصر'), Name('أثريا'))",
    "ريف حلب الشمالي": "Countryside(north, Name('حلب'))",
    "الريف الشمالي لحلب": "Countryside(north, Name('حلب'))",
    "الريف الشمالي لمحافظة حلب": "Countryside(north, Name('حلب', محافظة))",
    "ريف إدلب": "Countryside(Name('إدلب'))",
    "بريف دمشق": "Countryside(Name('دمشق'))",
    "ريف دير الزور الشرقي": "Countryside(east, Name('دير الزور'))",
    "في ريف حماة الشمالي الغربي": "Countryside(northwest, Name('حماة'))",
    "شمال غرب سوريا": "PartOf(northwest, 0.33, Name('سوريا'))",
    "شمالي حلب": "PartOf(north, 0.33, Name('حلب'))",
    "شرق نهر الفرات": "PartOf(east, 0.33, Name('الفرات', نهر))",
    "غرب مدينة الرقة": "PartOf(west, 0.33, Name('الرقة', مدينة))",
    "جنوب إدلب": "PartOf(south, 0.33, Name('إدلب'))",
    "ضفة الفرات الشرقية": "Bank(east, Name('الفرات'))",
    "الضفة الشرقية لنهر الفرات": "Bank(east, Name('الفرات', نهر))",
    "على ضفاف الفرات": "Along(Name('الفرات'))",
    "مدخل حلب الغربي": "Outskirts(west, Name('حلب'))",
    "المدخل الشرقي لمدينة حلب": "Outskirts(east, Name('حلب', مدينة))",
    "أطراف مدينة الباب": "Outskirts(Name('الباب', مدينة))",
    "على أطراف بلدة تادف": "Outskirts(Name('تادف', بلدة))",
    "الأطراف الشرقية لمدينة الباب": "Outskirts(east, Name('الباب', مدينة))",
    "مثلث حلب حماة إدلب": "Triangle(Name('حلب'), Name('حماة'), Name('إدلب'))",
    "بين حمص وحماة": "Between(Name('حمص'), Name('حماة'))",
    "ما بين تدمر والسخنة": "Between(Name('تدمر'), Name('السخنة'))",
    "قرب بلدة معدان": "Near(Name('معدان', بلدة))",
    "محافظة إدلب": "Name('إدلب', محافظة)",
    "مدينة سراقب بريف إدلب الشرقي": "Within(Name('سراقب', مدينة), in Countryside(east, Name('إدلب')))",
    "قرية الشيخ علي، ريف حلب": "Within(Name('الشيخ علي', قرية), in Countryside(Name('حلب')))",
    "وسط مدينة حماة": "PartOf(central, 0.33, Name('حماة', مدينة))",
}

CYRILLIC = {
    "село Опытное": "Name('Опытное', село)",
    "с. Опитне, Бахмутський район, Донецька область": (
        "Within(Name('Опитне', с), in Name('Бахмутський', район), in Name('Донецька', область))"
    ),
    "біля села Піски": "Near(Name('Піски', села, ='Піска'))",
    "поблизу Авдіївки": "Near(Name('Авдіївки', ='Авдіївка'))",
    "возле Донецка": "Near(Name('Донецка', ='Донецк', ='Донецко'))",
    "между Донецком и Горловкой": ("Between(Name('Донецком', ='Донецк', ='Донецко'), Name('Горловкой', ='Горловка'))"),
    "між Бахмутом і Соледаром": (
        "Between(Name('Бахмутом', ='Бахмут', ='Бахмуто'), Name('Соледаром', ='Соледар', ='Соледаро'))"
    ),
    "севернее Славянска": "DirectionOf(north, Name('Славянска', ='Славянск', ='Славянско'))",
    "в 30 км к северу от Мариуполя": ("DirectionOf(30+-5 km, north, Name('Мариуполя', ='Мариуполь', ='Мариуполе'))"),
    "на захід від Харкова": "DirectionOf(west, Name('Харкова', ='Харків', ='Харков', ='Харково'))",
    "за 10 км на північ від Сум": "DirectionOf(10+-5 km, north, Name('Сум'))",
    "за 5 км від Сум": "DirectionOf(5+-0.5 km, Name('Сум'))",
    "північніше Авдіївки": "DirectionOf(north, Name('Авдіївки', ='Авдіївка'))",
    "на окраине Горловки": "Outskirts(Name('Горловки', ='Горловка'))",
    "північна околиця Бахмута": "Outskirts(north, Name('Бахмута', ='Бахмут', ='Бахмуто'))",
    "северная часть Донецкой области": "PartOf(north, 0.33, Name('Донецкой', области, ='Донецкая'))",
    "м. Київ": "Name('Київ', м)",
    "г. Донецк": "Name('Донецк', г)",
    "пгт. Зайцево": "Name('Зайцево', пгт)",
    "трасса Бахмут – Лисичанск": "Between(road, Name('Бахмут'), Name('Лисичанск'))",
    "граница с Россией": "Border(Name('Россией', ='Россия'))",
    "под Дебальцево": "Near(Name('Дебальцево'))",
    "у Бахмуті": "Name('Бахмуті', ='Бахмут', ='Бахмута', ='Бахмуть')",
    "под Мариуполем": "Near(Name('Мариуполем', ='Мариуполь', ='Мариуполе'))",
}

FRENCH = {
    "près de Ménaka": "Near(Name('Ménaka'))",
    "au nord de Gao": "DirectionOf(north, Name('Gao'))",
    "à 30 km de Ménaka": "DirectionOf(30+-5 km, Name('Ménaka'))",
    "à 30 km au nord de Djibo": "DirectionOf(30+-5 km, north, Name('Djibo'))",
    "à une trentaine de kilomètres au sud de Mopti": "DirectionOf(30+-7 km, south, Name('Mopti'))",
    "à l'est de Dori": "DirectionOf(east, Name('Dori'))",
    "entre Gao et Ansongo": "Between(Name('Gao'), Name('Ansongo'))",
    "entre les villages de Boni et Hombori": "Between(Name('Boni', village), Name('Hombori', village))",
    "village de Ogossagou": "Name('Ogossagou', village)",
    "le village de Solhan, province du Yagha": "Within(Name('Solhan', village), in Name('Yagha', province))",
    "province du Soum": "Name('Soum', province)",
    "région du Sahel": "Name('Sahel', region)",
    "commune de Arbinda, région du Sahel": "Within(Name('Arbinda', commune), in Name('Sahel', region))",
    "près d'Arbinda": "Near(Name('Arbinda'))",
    "dans le nord du Mali": "PartOf(north, 0.33, Name('Mali'))",
    "dans les environs de Djibo": "Near(Name('Djibo'))",
    "cercle de Bankass": "Name('Bankass', cercle)",
    "sur l'axe Djibo - Bourzanga": "Between(road, Name('Djibo'), Name('Bourzanga'))",
    "axe Gao-Ansongo": "Between(road, Name('Gao'), Name('Ansongo'))",
    "au nord-est de Kidal": "DirectionOf(northeast, Name('Kidal'))",
    "la frontière entre le Mali et le Niger": "Border(Name('Mali'), Name('Niger'))",
    "la forêt de Wagadou": "Name('Wagadou', foret)",
    "Côte d'Ivoire": 'Name("Côte d\'Ivoire")',
    "Nord-Kivu": "Name('Nord-Kivu')",
}

SPANISH = {
    "cerca de Tumaco": "Near(Name('Tumaco'))",
    "cerca del municipio de Tibú": "Near(Name('Tibú', municipio))",
    "municipio de El Tarra": "Name('El Tarra', municipio)",
    "vereda La Esperanza, municipio de Teorama, departamento de Norte de Santander": (
        "Within(Name('La Esperanza', vereda), in Name('Teorama', municipio), in Name('Norte de Santander'"
        ", departamento))"
    ),
    "en el norte del Cauca": "PartOf(north, 0.33, Name('Cauca'))",
    "Norte de Santander": "Name('Norte de Santander')",
    "corregimiento El Plateado, Argelia, Cauca": (
        "Within(Name('El Plateado', corregimiento), in Name('Argelia'), in Name('Cauca'))"
    ),
    "zona rural de Tumaco": "Countryside(Name('Tumaco'))",
    "área rural del municipio de Tame": "Countryside(Name('Tame', municipio))",
    "a 20 km al norte de Quibdó": "DirectionOf(20+-5 km, north, Name('Quibdó'))",
    "entre Cúcuta y Tibú": "Between(Name('Cúcuta'), Name('Tibú'))",
    "vía Cúcuta - Tibú": "Between(road, Name('Cúcuta'), Name('Tibú'))",
    "carretera entre Cali y Buenaventura": "Between(road, Name('Cali'), Name('Buenaventura'))",
    "barrio San José, Buenaventura": "Within(Name('San José', barrio), in Name('Buenaventura'))",
    "a orillas del río San Juan": "Along(Name('San Juan', rio))",
    "la frontera con Venezuela": "Border(Name('Venezuela'))",
}

READINGS = ARABIC | CYRILLIC | FRENCH | SPANISH


@pytest.mark.parametrize("query", READINGS)
def test_reading(query):
    assert str(parse(query)) == READINGS[query]
