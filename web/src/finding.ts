// What finds events on a map: the filter, the counts of its facets, and the search for words, which takes its time.
import type { Data } from "./model/data.ts";
import { Facets } from "./model/facets.ts";
import { Filter } from "./model/filter.ts";
import { InZones } from "./model/in_zones.ts";
import { Search, terms } from "./model/search.ts";
import { typeWords } from "./words/words.ts";

export class Finding {
  readonly filter: Filter;
  readonly inZones: InZones;
  readonly facets: Facets;
  /** Whether the words could not be looked for, since the texts cannot be read. */
  broken = false;
  readonly #search: Search;
  #turn = 0;

  constructor(data: Data) {
    const inZones = (this.inZones = new InZones(data));
    this.filter = new Filter(data.events, inZones);
    this.facets = new Facets(data.events, this.filter, inZones);
    this.#search = new Search(data.events, data.texts, (column, value) => (column === "event_type" ? typeWords(value) : value));
  }

  /** Looks for the words that the filter wants, and calls `done` once it holds their events; a later call takes over. */
  async run(done: () => void): Promise<void> {
    const turn = ++this.#turn;
    const { filter } = this;
    if (!filter.searching) return;
    const { text } = filter.wanted;
    try {
      const hits = await this.#search.find(terms(text), () => turn === this.#turn);
      if (hits === null || turn !== this.#turn) return;
      this.broken = false;
      filter.setFound(text, hits);
    } catch (error) {
      this.broken = true;
      if (turn === this.#turn) filter.setFacets({ ...filter.state(), text: null });
      throw error;
    } finally {
      if (turn === this.#turn) done();
    }
  }
}
