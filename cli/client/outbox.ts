import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { keepFile } from './key-folder.ts'
import { ClientFault } from './problem.ts'

/** A sealed act on its way to a port. */
export interface Outgoing {
  /** UUIDv7 of the act. */
  readonly act: string
  readonly type: string
  readonly identity: string
  readonly file: string
  readonly opens: boolean
  /** What its owner calls it (the step of a scenario), so that it is found again after a crash. */
  readonly name: string
  /** The document that it issues. */
  readonly document?: string
  /** The body as it is sent, byte for byte: JSON of the sealed act. */
  readonly body: string
}

/**
 * What was sealed and has no answer yet. An act lies here, flushed to the disk, before its first byte is sent; so a lost answer
 * or a crash is followed by the same bytes again, and never by a second act.
 */
export interface Outbox {
  put(outgoing: Outgoing, rendering?: Uint8Array): void
  /** In the order in which they were made. */
  pending(): readonly Outgoing[]
  /** What was made under a name, whether it has its answer or not. */
  named(name: string): Outgoing | undefined
  renderingOf(act: string): Uint8Array | undefined
  /** It stands: kept under `sent/`, so that doing it again under its name gives its first receipt again. */
  sent(act: string): void
  /** It was refused: as if it had never been. */
  drop(act: string): void
}

/** Opens the outbox in a folder, making it where there is none. */
export function openOutbox(folder: string): Outbox {
  const sentFolder = join(folder, 'sent')
  mkdirSync(sentFolder, { recursive: true, mode: 0o700 })
  const actFile = (act: string) => join(folder, `${act}.json`)
  const renderingFile = (act: string) => join(folder, `${act}.pdf`)
  const pending = () => outgoingIn(folder)
  const sentNames = new Map(outgoingIn(sentFolder).map(({ name, act }) => [name, act]))
  return {
    pending,
    put(outgoing, rendering) {
      if (rendering) keepFile(renderingFile(outgoing.act), rendering)
      keepFile(actFile(outgoing.act), JSON.stringify(outgoing))
    },
    named(name) {
      const act = sentNames.get(name)
      if (act !== undefined) return readOutgoing(join(sentFolder, `${act}.json`))
      return pending().find((each) => each.name === name)
    },
    renderingOf: (act) => (existsSync(renderingFile(act)) ? readFileSync(renderingFile(act)) : undefined),
    sent(act) {
      if (!existsSync(actFile(act))) return
      sentNames.set(readOutgoing(actFile(act)).name, act)
      renameSync(actFile(act), join(sentFolder, `${act}.json`))
      rmSync(renderingFile(act), { force: true })
    },
    drop(act) {
      rmSync(actFile(act), { force: true })
      rmSync(renderingFile(act), { force: true })
    },
  }
}

/** By their UUIDv7, in the order in which they were made. */
function outgoingIn(folder: string): readonly Outgoing[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.toSorted().map((name) => readOutgoing(join(folder, name)))
}

function readOutgoing(path: string): Outgoing {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isOutgoing(value)) throw new ClientFault('client/key-folder', `${path} is no act that we put there`)
  return value
}

const TEXTS = ['act', 'type', 'identity', 'file', 'name', 'body'] as const

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== 'object' || value === null) return false
  const members: Readonly<Record<string, unknown>> = { ...value }
  const { opens, document } = members
  const hasTexts = TEXTS.every((name) => typeof members[name] === 'string')
  return hasTexts && typeof opens === 'boolean' && (document === undefined || typeof document === 'string')
}
