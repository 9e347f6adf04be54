import { type Findings, MAX_QUOTED_CHARACTERS, findingOf } from '@entrepot/edi'
import type { Start } from './start.ts'

/** Reports of data that belongs to no interchange: once for each stretch, quoting its beginning. */
export class Outside {
  private readonly findings: Findings
  private stretch: { readonly offset: number; quote: string } | undefined
  private met = false
  /** What was refused is passed over as well, and was reported already. */
  private refused = false

  constructor(findings: Findings) {
    this.findings = findings
  }

  /** Notes what was looked through; `offset` is that of `bytes` in the stream. */
  note(bytes: Uint8Array, start: Start, offset: number): void {
    if (this.refused || (start.outside < 0 && this.stretch === undefined)) return
    const from = this.stretch === undefined ? start.outside : 0
    this.stretch ??= { offset: offset + from, quote: '' }
    const room = MAX_QUOTED_CHARACTERS - this.stretch.quote.length
    this.stretch.quote += String.fromCharCode(...bytes.subarray(from, Math.min(start.at, from + room)))
  }

  /** Something begins. */
  begins(kind: Start['kind']): void {
    this.report('edi/envelope')
    this.met = true
    this.refused = kind === 'interactive'
  }

  /** The stream is at its end. */
  end(): void {
    if (this.met) this.report('edi/envelope')
    else this.report('edi/no-interchange', { offset: 0, quote: '' })
  }

  private report(code: 'edi/envelope' | 'edi/no-interchange', otherwise?: { offset: number; quote: string }): void {
    const stretch = this.stretch ?? otherwise
    this.stretch = undefined
    if (stretch === undefined) return
    const { offset, quote } = stretch
    const found = quote === '' ? {} : { found: quote.trimEnd() }
    this.findings.report(findingOf({ code, tag: '', offset, segment: 0, ...found, expected: 'UNB' }))
  }
}
