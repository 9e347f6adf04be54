import {
  type CharacterSet,
  type Findings,
  findStrangers,
  Mark,
  MAX_CHARACTER_FINDINGS,
  SegmentView,
  type Tokens,
  findingOf,
} from '@entrepot/edi'

/** A byte that does not belong in the interchange, and in which segment of a batch. */
export interface Stranger {
  readonly segment: number
  readonly at: number
}

const NONE_FOUND: readonly Stranger[] = []

/** Finds what is outside of one interchange's repertoire, and reports of it as much as is useful. */
export class Repertoire {
  private readonly characters: CharacterSet
  private readonly classes: Uint8Array
  private readonly findings: Findings
  private left = MAX_CHARACTER_FINDINGS

  constructor(characters: CharacterSet, classes: Uint8Array, findings: Findings) {
    this.characters = characters
    this.classes = classes
    this.findings = findings
  }

  /** Those to report, in order; further ones are counted as omitted. */
  strangersIn(tokens: Tokens, suspicious: boolean): readonly Stranger[] {
    if (!suspicious) return NONE_FOUND
    const strangers: Stranger[] = []
    findStrangers(tokens, this.classes, this.characters.characterAt, (segment, at) => {
      if (this.left > 0) strangers.push({ segment, at })
      else this.findings.omitted++
      if (this.left > 0) this.left--
    })
    return strangers
  }

  /** Reports one; `segment` is its segment's position in the message. */
  report(tokens: Tokens, stranger: Stranger, segment: number): void {
    const { bytes, base } = tokens
    this.findings.report(
      findingOf({
        code: 'edi/character-set',
        tag: new SegmentView(tokens, stranger.segment, this.characters).tag,
        offset: base + stranger.at,
        segment,
        ...placeOf(tokens, stranger),
        found: this.characters.decode(bytes, stranger.at, stranger.at + 1),
        expected: this.characters.name,
      }),
    )
  }
}

/** Element, repetition and component, from 1; nothing within a tag. */
function placeOf(
  tokens: Tokens,
  { segment, at }: Stranger,
): { element?: number; repetition?: number; component?: number } {
  const { marks, firstMarks } = tokens
  let element = 0
  let repetition = 1
  let component = 1
  for (let mark = firstMarks[segment] ?? 0; (marks[mark] ?? 0) >> 2 < at; mark++) {
    const kind = (marks[mark] ?? 0) & 3
    if (kind === Mark.element) element++
    repetition = kind === Mark.element ? 1 : repetition + (kind === Mark.repetition ? 1 : 0)
    component = kind === Mark.component ? component + 1 : 1
  }
  return element === 0 ? {} : { element, repetition, component }
}
