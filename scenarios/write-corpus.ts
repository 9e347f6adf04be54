import { mkdirSync, writeFileSync } from 'node:fs'
import { corpusOf } from './corpus.ts'
import { cifCredit } from './index.ts'
import { play } from './play.ts'

/** Writes the corpus of a release that is about to be made: `node scenarios/write-corpus.ts 0.1.0`. Never changed after. */
const [release] = process.argv.slice(2)
if (release === undefined) throw new Error('which release?')
const folder = new URL('./corpus/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(
  new URL(`${release}.json`, folder),
  `${JSON.stringify(corpusOf(release, play(cifCredit())), null, 1)}\n`,
  { flag: 'w' },
)
