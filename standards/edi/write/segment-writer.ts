import type { CharacterSet } from '../characters/character-set.ts'
import type { Finding } from '../finding.ts'
import { Findings } from '../findings.ts'
import { NONE, type Separators } from '../token.ts'
import type { Segment } from '../tree.ts'
import { ByteSink, type TakeBytes } from './byte-sink.ts'

/** What segments are written with. */
export interface WritingSyntax {
  readonly separators: Separators
  readonly characters: CharacterSet
  /** What stands behind each terminator: nothing, or a line end. */
  readonly lineEnd: string
  /** Takes the bytes as they are written, so that none are kept. */
  readonly take?: TakeBytes | undefined
}

/** Where the next segment stands; `path` is asked only if something is wrong. */
export interface SegmentPlace {
  /** Position in the message, its header being 1; 0 outside. */
  readonly segment: number
  readonly path: () => string
}

/** Bytes that a unit of UTF-16 takes at most: three in UTF-8, or two with a release character. */
const MAX_BYTES_PER_UNIT = 3

const PLAIN = 0
const TO_RELEASE = 1
const FOREIGN = 2

const NOWHERE: SegmentPlace = { segment: 0, path: () => '' }

/**
 * Writes segments one behind the other: trailing empty components, repetitions and elements are left out, separators in data
 * are released, and text is encoded. A character that the set lacks, or a separator where nothing releases, is a finding;
 * it is not written, and nothing is written in its place.
 */
export class SegmentWriter {
  private readonly findings = new Findings()
  private readonly characters: CharacterSet
  private readonly release: number
  private readonly component: number
  private readonly repetition: number
  private readonly element: number
  private readonly behindSegment: Uint8Array
  /** Of each code below 0x80: whether it may be written as it is; the others are `FOREIGN` here. */
  private readonly kinds: Uint8Array
  private readonly sink: ByteSink
  private place = NOWHERE
  private tag = ''

  constructor({ separators, characters, lineEnd, take }: WritingSyntax) {
    this.sink = new ByteSink(take)
    this.characters = characters
    this.release = separators.release
    this.component = separators.component
    this.repetition = separators.repetition
    this.element = separators.element
    this.behindSegment = Uint8Array.of(separators.terminator, ...Array.from(lineEnd, (end) => end.charCodeAt(0)))
    this.kinds = Uint8Array.from({ length: 256 }, (_, code) => judge(code, separators, characters))
  }

  /** What could not be written. */
  get troubles(): readonly Finding[] {
    return this.findings.list
  }

  /** Bytes written so far. */
  get written(): number {
    return this.sink.length
  }

  /** The bytes, or none where they were taken; the writer must not be used afterwards. */
  finish(): Uint8Array {
    return this.sink.finish()
  }

  /** Notes what can't be written. */
  refuse(trouble: Omit<Finding, 'offset' | 'segment' | 'path'>, { segment, path }: SegmentPlace): void {
    this.findings.report({ ...trouble, offset: this.sink.length, segment, path: path() })
  }

  /** Copies bytes that are written already. */
  copy(bytes: Uint8Array): void {
    this.sink.copy(bytes)
  }

  segment({ tag, elements }: Segment, place: SegmentPlace = NOWHERE): void {
    this.place = place
    this.tag = tag
    this.text(tag, 0, 0, 0)
    // Separators are due until something stands behind them: so none is written for what is left out at an end.
    let elementsDue = 0
    for (let element = 0; element < elements.length; element++) {
      elementsDue++
      if (this.content(elements[element] ?? [], element + 1, elementsDue)) elementsDue = 0
    }
    for (let at = 0; at < this.behindSegment.length; at++) this.byte(this.behindSegment[at] ?? 0)
  }

  /** @returns whether anything was there to write. */
  private content(repetitions: readonly (readonly string[])[], element: number, elementsDue: number): boolean {
    let due = elementsDue
    let repetitionsDue = -1
    for (let repetition = 0; repetition < repetitions.length; repetition++) {
      repetitionsDue++
      const components = repetitions[repetition] ?? []
      let componentsDue = -1
      for (let component = 0; component < components.length; component++) {
        componentsDue++
        const text = components[component] ?? ''
        if (text === '') continue
        for (; due > 0; due--) this.byte(this.element)
        for (; repetitionsDue > 0; repetitionsDue--) this.separateRepetitions(element, repetition + 1)
        for (; componentsDue > 0; componentsDue--) this.byte(this.component)
        this.text(text, element, repetition + 1, component + 1)
      }
    }
    return due === 0
  }

  private separateRepetitions(element: number, repetition: number): void {
    if (this.repetition !== NONE) this.byte(this.repetition)
    else this.report({ code: 'edi/repetition-too-many', element, repetition, expected: '1' })
  }

  private text(text: string, element: number, repetition: number, component: number): void {
    const { sink, kinds } = this
    const { length } = text
    sink.room(length * MAX_BYTES_PER_UNIT)
    const { block, at } = sink
    let met = 0
    for (let unit = 0; unit < length; unit++) {
      const code = text.charCodeAt(unit)
      met |= (kinds[code & 0xff] ?? 0) | (code >> 8)
      block[at + unit] = code
    }
    // Where anything but plain ASCII was met, it is all written again.
    if (met === PLAIN) sink.at = at + length
    else this.unplain(text, { element, repetition, component })
  }

  private unplain(text: string, where: { element: number; repetition: number; component: number }): void {
    const { sink } = this
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      const kind = code < 128 ? this.kinds[code] : FOREIGN
      if (kind === TO_RELEASE) sink.block[sink.at++] = this.release
      if (kind !== FOREIGN) sink.block[sink.at++] = code
      else {
        const encoded = code < 128 ? undefined : this.characters.encode(code)
        if (encoded === undefined) this.reportCharacter(character, where)
        else for (const byte of encoded) sink.block[sink.at++] = byte
      }
    }
  }

  private byte(byte: number): void {
    const { sink } = this
    sink.room(1)
    sink.block[sink.at++] = byte
  }

  private reportCharacter(found: string, where: { element: number; repetition: number; component: number }): void {
    const place = where.element === 0 ? {} : where
    this.report({ code: 'edi/character-set', ...place, found, expected: this.characters.name })
  }

  private report(trouble: Omit<Finding, 'offset' | 'segment' | 'path' | 'tag'>): void {
    this.refuse({ ...trouble, tag: this.tag }, this.place)
  }
}

function judge(code: number, separators: Separators, characters: CharacterSet): number {
  if (code >= 0x80 || characters.encode(code) === undefined) return FOREIGN
  const { component, element, repetition, release, terminator } = separators
  if (![component, element, repetition, release, terminator].includes(code)) return PLAIN
  return release === NONE ? FOREIGN : TO_RELEASE
}
