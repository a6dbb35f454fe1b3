/** Two public catalogues in which known people have a number: IMDb and Wikidata. */

import type { WebAddress } from "./address.ts";
import type { Reading } from "./identifier.ts";
import { identified, unusable } from "./identifier.ts";
import type { Service } from "./service.ts";

const IMDB_PERSON = /^nm\d{7,10}$/;
const IMDB_OTHER = /^(?:tt|co|ev|ch|ni)\d{7,10}$/;
const WIKIDATA_ITEM = /^Q[1-9]\d{0,11}$/;
const WIKIDATA_OTHER = /^(?:[LP][1-9]\d*|(?:property|lexeme):.*)$/iu;

function readImdb(written: string): Reading {
  const id = written.toLowerCase();
  if (IMDB_PERSON.test(id)) return identified("imdb", id);
  return unusable(IMDB_OTHER.test(id) ? "not-a-person" : "not-a-handle");
}

/** `/name/nm…/bio`, with a language before it or none. */
function readImdbPage({ segments }: WebAddress): Reading {
  const id = segments
    .map((segment) => segment.toLowerCase())
    .find((each) => IMDB_PERSON.test(each) || IMDB_OTHER.test(each));
  return id === undefined ? unusable("not-a-profile") : readImdb(id);
}

export const imdb: Service = {
  type: "imdb",
  domains: ["imdb.com"],
  nicknames: ["imdb"],
  readHandle: readImdb,
  readPage: readImdbPage,
};

function readWikidata(written: string): Reading {
  const id = written.toUpperCase().replace(/^WD:/u, "");
  if (WIKIDATA_ITEM.test(id)) return identified("wikidata", id);
  return unusable(WIKIDATA_OTHER.test(id) ? "not-a-person" : "not-a-handle");
}

/** `/wiki/Q…`, `/entity/Q…`, `/wiki/Special:EntityPage/Q…`; also the `#/languages` of the telephone site. */
function readWikidataPage({ segments }: WebAddress): Reading {
  const id = segments.at(-1)?.replace(/\.(?:json|rdf|ttl|nt)$/u, "");
  return segments.length < 2 || id === undefined ? unusable("not-a-profile") : readWikidata(id);
}

export const wikidata: Service = {
  type: "wikidata",
  domains: ["wikidata.org"],
  nicknames: ["wikidata", "wd"],
  readHandle: readWikidata,
  readPage: readWikidataPage,
};
