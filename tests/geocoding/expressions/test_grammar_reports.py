"""The grammar on the sentences of reports: how journalists, analysts and monitors say where something happened."""

from __future__ import annotations

import pytest

from geoevents.geocoding.expressions.grammar import parse

ENGLISH = {
    "the northern countryside of Raqqa": "Countryside(north, Name('Raqqa'))",
    "countryside west of Aleppo": "Countryside(west, Name('Aleppo'))",
    "the countryside west of Aleppo": "Countryside(west, Name('Aleppo'))",
    "the suburbs east of Damascus": "Outskirts(east, Name('Damascus'))",
    "northern and eastern countryside of Aleppo": (
        "Union(Countryside(north, Name('Aleppo')), Countryside(east, Name('Aleppo')))"
    ),
    "north and east of Ramadi": "Union(DirectionOf(north, Name('Ramadi')), DirectionOf(east, Name('Ramadi')))",
    "northern and central Mali": ("Union(PartOf(north, 0.33, Name('Mali')), PartOf(central, 0.33, Name('Mali')))"),
    "North and South Kivu": "Union(PartOf(north, 0.33, Name('Kivu')), PartOf(south, 0.33, Name('Kivu')))",
    "southern Idlib and northern Hama": (
        "Union(PartOf(south, 0.33, Name('Idlib')), PartOf(north, 0.33, Name('Hama')))"
    ),
    "towns and villages in southern Idlib": "Within(Name('', villages), in PartOf(south, 0.33, Name('Idlib')))",
    "between Kidal and Gao in northern Mali": (
        "Within(Between(Name('Kidal'), Name('Gao')), in PartOf(north, 0.33, Name('Mali')))"
    ),
    "halfway between Gao and Ansongo": "Between(Name('Gao'), Name('Ansongo'))",
    "the M4 near Saraqib": "Within(Name('M4'), in Near(Name('Saraqib')))",
    "along the M5 highway": "Along(Name('M5 highway'))",
    "on the M4 between Saraqib and Ariha": "Between(road, Name('Saraqib'), Name('Ariha'))",
    "Aleppo-Saraqib-Hama highway": "Between(road, Name('Aleppo'), Name('Saraqib'), Name('Hama'))",
    "the highway linking Homs with Palmyra": "Between(road, Name('Homs'), Name('Palmyra'))",
    "the Svatove-Kreminna axis": "Between(road, Name('Svatove'), Name('Kreminna'))",
    "the Bakhmut direction": "Near(Name('Bakhmut'))",
    "on the Bakhmut front": "Near(Name('Bakhmut'))",
    "along the Khabur river": "Along(Name('Khabur', river))",
    "along the Orontes valley": "Along(Name('Orontes', valley))",
    "the Tigris in Salah al-Din province": "Within(Name('Tigris'), in Name('Salah al-Din', province))",
    "on the left bank of the Dnieper": "Along(Name('Dnieper'))",
    "the western bank of the Tigris near Mosul": "Within(Bank(west, Name('Tigris')), in Near(Name('Mosul')))",
    "Syria's border with Iraq": "Border(Name('Syria'), Name('Iraq'))",
    "the Syrian border with Iraq": "Border(Name('Syrian'), Name('Iraq'))",
    "Iraqi-Syrian border near al-Qaim": ("Within(Border(Name('Iraqi'), Name('Syrian')), in Near(Name('al-Qaim')))"),
    "near the Malian border": "Near(Border(Name('Malian')))",
    "the Turkish border in Idlib": "Within(Border(Name('Turkish')), in Name('Idlib'))",
    "30 km from the Turkish border": "DirectionOf(30+-5 km, Border(Name('Turkish')))",
    "Kunar province, on the border with Pakistan": ("Within(Name('Kunar', province), in Border(Name('Pakistan')))"),
    "border area between Mali, Burkina Faso and Niger": ("Border(Name('Mali'), Name('Burkina Faso'), Name('Niger'))"),
    "tri-border area of Mali, Burkina Faso and Niger": ("Border(Name('Mali'), Name('Burkina Faso'), Name('Niger'))"),
    "Bab al-Hawa border crossing": "Name('Bab al-Hawa', border crossing)",
    "the border town of Tal Abyad": "Name('Tal Abyad', border town)",
    "Syria/Turkey border": "Border(Name('Syria'), Name('Turkey'))",
    "the border": "Name('', border)",
    "the Homs-Palmyra-Deir ez-Zor triangle": "Triangle(Name('Homs'), Name('Palmyra'), Name('Deir ez-Zor'))",
    "triangle between Tillaberi, Menaka and Gao": "Triangle(Name('Tillaberi'), Name('Menaka'), Name('Gao'))",
    "Syria, Iraq": "Within(Name('Syria'), in Name('Iraq'))",
    "7 km south of Idlib, and 60 km southwest of Aleppo": (
        "Intersection(DirectionOf(7+-0.5 km, south, Name('Idlib')), DirectionOf(60+-5 km, southwest, Name('Aleppo')))"
    ),
    "about 500 yards east of the bridge": "DirectionOf(0.4572+-0.04572 km, east, Name('', bridge))",
    "2 nautical miles off Hodeidah": "DirectionOf(3.704+-0.926 km, Name('Hodeidah'))",
    "300 feet from the mosque": "DirectionOf(0.09144+-0.01524 km, Name('', mosque))",
    "10-15 km north of Sirte": "DirectionOf(12.5+-3 km, north, Name('Sirte'))",
    "10 to 15 km north of Sirte": "DirectionOf(12.5+-3 km, north, Name('Sirte'))",
    "between 10 and 15 km north of Sirte": "DirectionOf(12.5+-3 km, north, Name('Sirte'))",
    "twenty-five kilometres south of Kirkuk": "DirectionOf(25+-0.5 km, south, Name('Kirkuk'))",
    "a day's walk from Kutum": "Unreadable(a travel time is no distance: give a distance in km)",
    "a two-hour drive from Agadez": "Unreadable(a travel time is no distance: give a distance in km)",
    "two hours south of Kirkuk": "Unreadable(a travel time is no distance: give a distance in km)",
    "within 20 minutes of Luhansk": "Unreadable(a travel time is no distance: give a distance in km)",
    "Gorlovka's western suburb": "Outskirts(west, Name('Gorlovka'))",
    "Ukraine's war-torn east": "PartOf(east, 0.33, Name('Ukraine'))",
    "Syria's northwestern Idlib province": "Within(Name('Idlib', province), in Name('Syria'))",
    "Aleppo's eastern countryside": "Countryside(east, Name('Aleppo'))",
    "Homs (north-east)": "PartOf(northeast, 0.33, Name('Homs'))",
    "Homs (near)": "Near(Name('Homs'))",
    "Homs (10 km west)": "DirectionOf(10+-5 km, west, Name('Homs'))",
    "Homs (eastern outskirts)": "Outskirts(east, Name('Homs'))",
    "Homs (outskirts)": "Outskirts(Name('Homs'))",
    "Opytne (village)": "Name('Opytne', village)",
    "Tadmur (also known as Palmyra)": "Name('Tadmur', ='Palmyra')",
    "opposite Boyarka": "Near(Name('Boyarka'))",
    "across the river from Kherson": "Near(Name('Kherson'))",
    "upstream of Haditha": "Near(Name('Haditha'))",
    "downstream from Raqqa": "Near(Name('Raqqa'))",
    "the Pisky-Nevelske front line": "Between(Name('Pisky'), Name('Nevelske'))",
    "line of contact near Zolote": "Within(Name('', line of contact), in Near(Name('Zolote')))",
    "the front line between Pisky and Nevelske": "Between(Name('Pisky'), Name('Nevelske'))",
    "Aleppo and its countryside": "Union(Name('Aleppo'), Countryside(Name('Aleppo')))",
    "Homs and surrounding areas": "Near(Name('Homs'))",
    "in and around Kobani": "Near(Name('Kobani'))",
    "Syria > Idlib > Saraqib": "Within(Name('Saraqib'), in Name('Idlib'), in Name('Syria'))",
    "Syria: Idlib: Saraqib": "Within(Name('Saraqib'), in Name('Idlib'), in Name('Syria'))",
    "#Centre_Nord #Namentenga": "Within(PartOf(central, 0.33, Name('Nord')), in Name('Namentenga'))",
    "DEPARTMENT: SANTANDER\nMUNICIPALITY: Betulia\nVEREDA: La Putana": (
        "Within(Name('SANTANDER', department), in Name('Betulia', municipality), in Name('La Putana', vereda))"
    ),
    "s. Opytne, Bakhmut r-n, Donetsk obl.": (
        "Within(Name('Opytne', s), in Name('Bakhmut', r-n), in Name('Donetsk', obl))"
    ),
    "vill. Zaytseve, Artemivsk dist.": "Within(Name('Zaytseve', vill), in Name('Artemivsk', dist))",
    "at the Zozo stronghold near the village of Pisky": (
        "Within(Name('Zozo', stronghold), in Near(Name('Pisky', village)))"
    ),
    "in enemy shelling at Pisky": "Name('Pisky')",
    "a company stronghold near the village of Pisky": ("Within(Name('', stronghold), in Near(Name('Pisky', village)))"),
    "a checkpoint in the village of Pisky": "Within(Name('', checkpoint), in Name('Pisky', village))",
    "the attack on a convoy near Ménaka": "Near(Name('Ménaka'))",
    "the battle of Kobani": "Name('Kobani')",
    "the Donetsk sector; near Nevelske": "Within(Near(Name('Nevelske')), in Name('Donetsk', sector))",
    "not far from the settlements of Pisky and Vodyane": (
        "Near(Union(Name('Pisky', settlement), Name('Vodyane', settlement)))"
    ),
    "near a gold mine in Kouri Bougoudi": "Within(Near(Name('', gold mine)), in Name('Kouri Bougoudi'))",
    "villages near Maiduguri": "Within(Name('', villages), in Near(Name('Maiduguri')))",
    "several villages east of Baidoa": "Within(Name('', villages), in DirectionOf(east, Name('Baidoa')))",
    "Khan Sheikhoun, south of Idlib": "Within(Name('Khan Sheikhoun'), in DirectionOf(south, Name('Idlib')))",
    "south-east of El Fasher": "DirectionOf(southeast, Name('El Fasher'))",
    "Burkina Faso's Sahel region": "Within(Name('Sahel', region), in Name('Burkina Faso'))",
    "the Lake Chad basin": "Name('Lake Chad', basin)",
    "the area around Lake Chad": "Near(Name('Chad', lake))",
    "Sinai peninsula": "Name('Sinai', peninsula)",
    "on the road to Debaltseve": "Near(Name('Debaltseve'))",
    "on the outskirts of the city of Homs": "Outskirts(Name('Homs', city))",
    "south-western outskirts of Homs": "Outskirts(southwest, Name('Homs'))",
    "the eastern entrance of Idlib": "Outskirts(east, Name('Idlib'))",
    "the city centre of Homs": "PartOf(central, 0.33, Name('Homs'))",
    "downtown Tripoli": "PartOf(central, 0.33, Name('Tripoli'))",
    "central Tripoli": "PartOf(central, 0.33, Name('Tripoli'))",
    "the Jobar neighbourhood of Damascus": "Within(Name('Jobar', neighbourhood), in Name('Damascus'))",
    "Damascus' Jobar district": "Within(Name('Jobar', district), in Name('Damascus'))",
    "3 km from the center of Donetsk": "DirectionOf(3+-0.5 km, PartOf(central, 0.33, Name('Donetsk')))",
    "rural Damascus": "Countryside(Name('Damascus'))",
    "rural areas of Homs": "Countryside(Name('Homs'))",
    "reef Idlib": "Countryside(Name('Idlib'))",
    "far north of Cameroon": "PartOf(north, 0.17, Name('Cameroon'))",
    "Cameroon's Far North region": "Within(PartOf(north, 0.17, Name('', region)), in Name('Cameroon'))",
    "the south of the country": "DirectionOf(south, Name('', country))",
    "in the far east of Chad": "PartOf(east, 0.17, Name('Chad'))",
    "the western tip of Crimea": "PartOf(west, 0.17, Name('Crimea'))",
    "off the coast of Hodeidah": "Near(Name('Hodeidah'))",
    "Deir ez-Zor Governorate, Syria": "Within(Name('Deir ez-Zor', governorate), in Name('Syria'))",
    "Al Bab (Aleppo)": "Within(Name('Al Bab'), in Name('Aleppo'))",
    "in the village of Hass, southern Idlib countryside": (
        "Within(Name('Hass', village), in Countryside(south, Name('Idlib')))"
    ),
    "on the southern outskirts of Khan Tuman": "Outskirts(south, Name('Khan Tuman'))",
    "at a market in Maarat al-Numan": "Within(Name('', market), in Name('Maarat al-Numan'))",
    "near the Taftanaz airbase in rural Idlib": (
        "Within(Near(Name('Taftanaz', airbase)), in Countryside(Name('Idlib')))"
    ),
    "on the Hasakah-Raqqa road near Ain Issa": (
        "Within(Between(road, Name('Hasakah'), Name('Raqqa')), in Near(Name('Ain Issa')))"
    ),
    "along the M4 highway west of Ain Issa": (
        "Within(Along(Name('M4 highway')), in DirectionOf(west, Name('Ain Issa')))"
    ),
    "east of the Euphrates": "DirectionOf(east, Name('Euphrates'))",
    "east bank of the Euphrates": "Bank(east, Name('Euphrates'))",
    "in the Euphrates river valley between Mayadin and Abu Kamal": (
        "Within(Name('Euphrates', river valley), in Between(Name('Mayadin'), Name('Abu Kamal')))"
    ),
    "near al-Tanf, on the Syrian-Iraqi border": (
        "Within(Near(Name('al-Tanf')), in Border(Name('Syrian'), Name('Iraqi')))"
    ),
    "in Wadi al-Azib, northeast of Hama": ("Within(Name('Wadi al-Azib'), in DirectionOf(northeast, Name('Hama')))"),
    "3.5 km south-southeast of Palmyra": "DirectionOf(3.5+-0.25 km, south-southeast, Name('Palmyra'))",
    "roughly 40 kilometres to the north-west of Benghazi": "DirectionOf(40+-5 km, northwest, Name('Benghazi'))",
    "several kilometers outside Sirte": "DirectionOf(5+-3 km, Name('Sirte'))",
    "a few miles from Mocha": "DirectionOf(4.82803+-3.21869 km, Name('Mocha'))",
    "less than 2 km from the front line": "DirectionOf(1+-1 km, Name('', front line))",
    "some 60 miles (97 kilometers) northeast of Maiduguri": (
        "DirectionOf(96.5606+-8.04672 km, northeast, Name('Maiduguri'))"
    ),
    "about 25 km from Kidal and 40 km from Tessalit": (
        "Intersection(DirectionOf(25+-0.5 km, Name('Kidal')), DirectionOf(40+-5 km, Name('Tessalit')))"
    ),
    "15 km south of Menaka, near the village of Tamalat": (
        "Within(DirectionOf(15+-0.5 km, south, Name('Menaka')), in Near(Name('Tamalat', village)))"
    ),
    "in Liptako, Ansongo cercle, Gao region": (
        "Within(Name('Liptako'), in Name('Ansongo', cercle), in Name('Gao', region))"
    ),
    "in the tri-border area between Mali, Niger and Burkina Faso": (
        "Border(Name('Mali'), Name('Niger'), Name('Burkina Faso'))"
    ),
    "the Wagadou forest, near the Mauritanian border": (
        "Within(Name('Wagadou', forest), in Near(Border(Name('Mauritanian'))))"
    ),
    "Konduga and Bama LGAs, Borno State": (
        "Within(Union(Name('Konduga', lga), Name('Bama', lga)), in Name('Borno', state))"
    ),
    "Baga town, on the shores of Lake Chad": "Within(Name('Baga', town), in Along(Name('Chad', lake)))",
    "Sambisa Forest": "Name('Sambisa', forest)",
    "between the towns of Baidoa and Bardale, Bay region": (
        "Within(Between(Name('Baidoa', town), Name('Bardale', town)), in Name('Bay', region))"
    ),
    "north of Marjah district, Helmand": ("Within(DirectionOf(north, Name('Marjah', district)), in Name('Helmand'))"),
    "Deh Rawud district of Uruzgan province": ("Within(Name('Deh Rawud', district), in Name('Uruzgan', province))"),
    "the Pech river valley in Kunar": "Within(Name('Pech', river valley), in Name('Kunar'))",
    "on the Kabul-Kandahar highway in Wardak": (
        "Within(Between(road, Name('Kabul'), Name('Kandahar')), in Name('Wardak'))"
    ),
    "Ghazni city's outskirts": "Outskirts(Name('Ghazni city'))",
    "Kachin State, near the Chinese border": "Within(Near(Border(Name('Chinese'))), in Name('Kachin', state))",
    "Myawaddy, on the Thai border": "Within(Name('Myawaddy'), in Border(Name('Thai')))",
    "northern Shan State": "PartOf(north, 0.33, Name('Shan', state))",
    "between Catatumbo and Ocaña": "Between(Name('Catatumbo'), Name('Ocaña'))",
    "on the Atrato river near Quibdó": "Within(Name('Atrato', river), in Near(Name('Quibdó')))",
    "the Torez - Snizhne road": "Between(road, Name('Torez'), Name('Snizhne'))",
    "the Luhansk and Donetsk regions": "Union(Name('Luhansk', region), Name('Donetsk', region))",
    "Luhansk and Donetsk oblasts": "Union(Name('Luhansk', oblast), Name('Donetsk', oblast))",
    "in the areas of Pisky, Opytne and Vodyane": "Near(Union(Name('Pisky'), Name('Opytne'), Name('Vodyane')))",
    "Pisky, Opytne and Vodyane": "Union(Name('Pisky'), Name('Opytne'), Name('Vodyane'))",
    "Krasnohorivka; Marinka; Donetsk region": (
        "Within(Name('Krasnohorivka'), in Name('Marinka'), in Name('Donetsk', region))"
    ),
    "northern and southern outskirts of Avdiivka": (
        "Union(Outskirts(north, Name('Avdiivka')), Outskirts(south, Name('Avdiivka')))"
    ),
    "north, east and south of Avdiivka": (
        "Union(DirectionOf(north, Name('Avdiivka')), DirectionOf(east, Name('Avdiivka')), DirectionOf(sou"
        "th, Name('Avdiivka')))"
    ),
    "Horlivka's northern suburbs": "Outskirts(north, Name('Horlivka'))",
    "Kharkiv's Saltivka district": "Within(Name('Saltivka', district), in Name('Kharkiv'))",
    "Ukraine's east": "PartOf(east, 0.33, Name('Ukraine'))",
    "Mali's north": "PartOf(north, 0.33, Name('Mali'))",
    "Libya's southern border": "PartOf(south, 0.33, Border(Name('Libya')))",
    "in the extreme north of Burkina Faso": "PartOf(north, 0.17, Name('Burkina Faso'))",
    "the border triangle of Syria, Turkey and Iraq": "Border(Name('Syria'), Name('Turkey'), Name('Iraq'))",
    "a convoy on the road from Gao to Ansongo": "Between(road, Name('Gao'), Name('Ansongo'))",
    "an army position near Inata": "Within(Name('', position), in Near(Name('Inata')))",
    "clashes between Tarhuna and Bani Walid": "Between(Name('Tarhuna'), Name('Bani Walid'))",
    "the siege of Daraa": "Name('Daraa')",
    "shelling of Eastern Ghouta": "PartOf(east, 0.33, Name('Ghouta'))",
    "at the Al-Hol camp": "Name('Al-Hol', camp)",
    "Al-Hol refugee camp": "Name('Al-Hol', refugee camp)",
    "the Shaddadi gas field": "Name('Shaddadi', gas field)",
    "the al-Omar oil field, southeast of Deir ez-Zor": (
        "Within(Name('al-Omar', oil field), in DirectionOf(southeast, Name('Deir ez-Zor')))"
    ),
    "Kobane/Ayn al-Arab": "Name('Kobane', ='Ayn al-Arab')",
    "Manbij (Aleppo Governorate)": "Within(Name('Manbij'), in Name('Aleppo', governorate))",
    "Tell Rifaat (also spelled Tal Rifat), Aleppo": ("Within(Name('Tell Rifaat', ='Tal Rifat'), in Name('Aleppo'))"),
    "Sheikh Maqsoud (Aleppo city)": "Within(Name('Sheikh Maqsoud'), in Name('Aleppo', city))",
    "Jisr al-Shughour - Idlib": "Within(Name('Jisr al-Shughour'), in Name('Idlib'))",
    "Hudaydah Governorate | At Tuhayta District": (
        "Within(Name('Hudaydah', governorate), in Name('At Tuhayta', district))"
    ),
    "Location: Qarawi": "Name('Qarawi')",
    "Place: near Timbuktu; Region: Timbuktu": "Within(Near(Name('Timbuktu')), in Name('Timbuktu', region))",
    "a day's march north of Kaga-Bandoro": "Unreadable(a travel time is no distance: give a distance in km)",
    "an hour's drive south of Juba": "Unreadable(a travel time is no distance: give a distance in km)",
    "three days' walk from Nyala": "Unreadable(a travel time is no distance: give a distance in km)",
    "30 minutes from Bria": "Unreadable(a travel time is no distance: give a distance in km)",
    "1,500 m east of Shyrokyne": "DirectionOf(1.5+-0.05 km, east, Name('Shyrokyne'))",
    "0.5 mi W of Ras al-Ayn": "DirectionOf(0.804672+-0.402336 km, west, Name('Ras al-Ayn'))",
    "12km N.E. of Homs": "DirectionOf(12+-0.5 km, northeast, Name('Homs'))",
    "20 km S of Faya": "DirectionOf(20+-5 km, south, Name('Faya'))",
    "5-10 km west of Marib": "DirectionOf(7.5+-3 km, west, Name('Marib'))",
    "a 10-km stretch of the Homs-Hama highway": "Between(road, Name('Homs'), Name('Hama'))",
    "five-mile radius of Kismayo": "DirectionOf(4.02336+-4.02336 km, Name('Kismayo'))",
    "As-Suwayda": "Name('As-Suwayda')",
    "Sana'a": 'Name("Sana\'a")',
    "Ma'arrat an-Nu'man": "Name(\"Ma'arrat an-Nu'man\")",
    "N'Djamena": 'Name("N\'Djamena")',
    "Côte d'Ivoire": 'Name("Côte d\'Ivoire")',
    "Guinea-Bissau": "Name('Guinea-Bissau')",
    "Bosnia and Herzegovina": "Union(Name('Bosnia'), Name('Herzegovina'))",
    "Trinidad and Tobago": "Union(Name('Trinidad'), Name('Tobago'))",
    "Gulf of Aden": "Name('Aden', gulf)",
    "Bay of Bengal": "Name('Bengal', bay)",
    "the Strait of Hormuz": "Name('Hormuz', strait)",
    "the Bab al-Mandab Strait": "Name('Bab al-Mandab', strait)",
    "off Mocha in the Red Sea": "Within(Near(Name('Mocha')), in Name('Red', sea))",
    "Gaza City": "Name('Gaza', city)",
    "the Gaza Strip": "Name('Gaza Strip')",
    "near the Gaza-Israel border": "Near(Border(Name('Gaza'), Name('Israel')))",
    "northern Gaza Strip": "PartOf(north, 0.33, Name('Gaza Strip'))",
    "the line of contact in Luhansk region": "Within(Name('', line of contact), in Name('Luhansk', region))",
    "front lines south of Zaporizhzhia": ("Within(Name('', front lines), in DirectionOf(south, Name('Zaporizhzhia')))"),
    "in the direction of Pokrovsk": "Near(Name('Pokrovsk'))",
    "on the Pokrovsk axis": "Near(Name('Pokrovsk'))",
    "the Kupiansk-Svatove-Kreminna line": "Between(road, Name('Kupiansk'), Name('Svatove'), Name('Kreminna'))",
    "the road leading to Donetsk airport": "Near(Name('Donetsk', airport))",
    "near Donetsk airport": "Near(Name('Donetsk', airport))",
    "Donetsk International Airport": "Name('Donetsk', international airport)",
    "hills overlooking Kessab": "Within(Name('', hills), in Near(Name('Kessab')))",
    "mountainous areas of northern Latakia": "PartOf(north, 0.33, Name('Latakia'))",
    "villages in the northern countryside of Homs": ("Within(Name('', villages), in Countryside(north, Name('Homs')))"),
    "rural areas around Tabqa": "Countryside(Name('Tabqa'))",
    "in and around Sinjar": "Near(Name('Sinjar'))",
    "across the border from Kobani": "Near(Name('Kobani'))",
    "south-eastern Niger": "PartOf(southeast, 0.33, Name('Niger'))",
    "in south-east Niger": "PartOf(southeast, 0.33, Name('Niger'))",
    "to the south of Bangui": "DirectionOf(south, Name('Bangui'))",
    "halfway along the road between Bambari and Bria": "Along(Between(road, Name('Bambari'), Name('Bria')))",
    "upstream of the Mosul dam": "Near(Name('Mosul', dam))",
    "Jisr al-Shughour\nIdlib\nSyria": "Within(Name('Jisr al-Shughour'), in Name('Idlib'), in Name('Syria'))",
    "within 5 km of Homs": "DirectionOf(2.5+-2.5 km, Name('Homs'))",
    "in a 10 km radius around Kismayo": "DirectionOf(5+-5 km, Name('Kismayo'))",
    "more than 20 km south of Tabqa": "DirectionOf(25+-10 km, south, Name('Tabqa'))",
    "the northern Syrian town of Azaz": "Within(Name('Azaz', town), in Name('Syria'))",
    "the Turkish border town of Akcakale": "Within(Name('Akcakale', border town), in Name('Turkey'))",
    "the southern Syrian province of Daraa": "Within(Name('Daraa', province), in Name('Syria'))",
    "Barkin Ladi Local Government Area of Plateau State": (
        "Within(Name('Barkin Ladi', local government area), in Name('Plateau', state))"
    ),
    "from Gao to Ansongo": "Between(road, Name('Gao'), Name('Ansongo'))",
    "Alishing district of #Laghman province": ("Within(Name('Alishing', district), in Name('Laghman', province))"),
    "Safi, #Centre_Nord #Namentenga": (
        "Within(Name('Safi'), in PartOf(central, 0.33, Name('Nord')), in Name('Namentenga'))"
    ),
}

READINGS = ENGLISH


@pytest.mark.parametrize("query", READINGS)
def test_reading(query):
    assert str(parse(query)) == READINGS[query]
