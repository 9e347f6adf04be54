import { type Finding, Findings, NONE } from '@entrepot/edi'
import {
  type FunctionalGroup,
  type Interchange,
  type InterchangeHandler,
  type Schema,
  schemaFor,
  type TransactionSet,
  Validation,
} from '@entrepot/x12'
import { MAX_SHOWN_MESSAGES } from './limits.ts'
import type { JudgedBy, ShownFile, ShownInterchange, ShownMessage } from './shown.ts'
import { type Room, ShownTree } from './tree.ts'

interface Heard {
  readonly set: TransactionSet
  readonly version: string
  readonly tree: ShownTree
  readonly judgedBy: JudgedBy | undefined
  readonly findings: Finding[]
}

/** Looks into X12: every transaction set as a tree by the schema of its version. */
export function inspectX12(bytes: Uint8Array, schemas: readonly Schema[], room: Room): ShownFile {
  const inspection = new X12Inspection(schemas, room)
  const validation = new Validation({
    ...{ schemas, handler: inspection, findings: inspection.sink },
    handlerFor: (set, group) => inspection.hear(set, group),
  })
  validation.push(bytes)
  validation.end()
  const { interchanges, strays, notShown } = inspection
  const file = { interchanges: interchanges.map(({ finish }) => finish()), findings: strays }
  const left = { segments: room.notShown, messages: notShown }
  return { syntax: 'x12', ...file, omitted: inspection.sink.omitted, notShown: left }
}

class X12Inspection implements InterchangeHandler {
  readonly interchanges: { readonly finish: () => ShownInterchange }[] = []
  readonly strays: Finding[] = []
  readonly sink: Findings
  notShown = 0
  private readonly schemas: readonly Schema[]
  private readonly room: Room
  private open: { readonly interchange: Interchange; readonly heard: Heard[]; readonly findings: Finding[] } | undefined
  private current: Heard | undefined

  constructor(schemas: readonly Schema[], room: Room) {
    this.schemas = schemas
    this.room = room
    this.sink = new Findings(undefined, (finding) => {
      const isOfEnvelope = ['ISA', 'GS', 'GE', 'IEA'].includes(finding.tag)
      const own = isOfEnvelope ? undefined : this.current?.findings
      ;(own ?? this.open?.findings ?? this.strays).push(finding)
    })
  }

  interchange(interchange: Interchange): void {
    const open = { interchange, heard: [], findings: [] }
    this.open = open
    this.interchanges.push({ finish: () => shown(open) })
  }

  interchangeEnd(): void {
    this.open = undefined
  }

  setEnd(): void {
    this.current = undefined
  }

  /** A set begins. */
  hear(set: TransactionSet, group: FunctionalGroup | undefined): ShownTree | undefined {
    const { open } = this
    if (!open || open.heard.length >= MAX_SHOWN_MESSAGES) {
      this.notShown += 1
      return undefined
    }
    const version = group?.version ?? ''
    const schema = schemaFor(this.schemas, { set: set.identifier, version })
    const tree = new ShownTree(schema?.directory, open.interchange.separators.repetition !== NONE, this.room)
    this.current = { set, version, tree, judgedBy: judgedBy(schema, version), findings: [] }
    open.heard.push(this.current)
    return tree
  }
}

function judgedBy(schema: Schema | undefined, version: string): JudgedBy | undefined {
  if (!schema) return undefined
  const { name } = schema.directory
  return { name, source: schema.unofficial ? 'unofficial' : 'user', isExact: version.startsWith(name) }
}

function shown({
  interchange,
  heard,
  findings,
}: {
  interchange: Interchange
  heard: readonly Heard[]
  findings: readonly Finding[]
}): ShownInterchange {
  const { sender, receiver, controlNumber, date, time, version, usage } = interchange
  return {
    ...{ sender: sender.id, recipient: receiver.id, reference: controlNumber, prepared: `${date} ${time}`.trim() },
    ...{ version, isTest: usage === 'T', messages: heard.map(shownSet), findings },
  }
}

function shownSet({ set, version, tree, judgedBy: by, findings }: Heard): ShownMessage {
  const nodes = tree.finish(findings)
  return {
    ...{ type: set.identifier, reference: set.controlNumber, version },
    ...(by ? { judgedBy: by } : {}),
    ...{ segments: tree.count + 1, nodes, findings },
  }
}
