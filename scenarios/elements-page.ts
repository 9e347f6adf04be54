/**
 * Writes `docs/elements.md`: every element with its owner, its readers and the documents that show it.
 *
 * Run as a program (`npm run generate`) it writes the page; a test holds it up to date.
 */
import { writeFileSync } from 'node:fs'
import { kinds } from '@entrepot/trade/catalogue'
import { computeDocument, type DocumentDefinition, documents } from '@entrepot/trade/documents'
import { type ElementDefinition, elementAt, type FileState, type Kind } from '@entrepot/trade/file'
import { cifCredit, fobTransfer } from './index.ts'
import { play } from './play.ts'

/** Where the page is kept. */
export const ELEMENTS_PAGE = new URL('../docs/elements.md', import.meta.url)

const HEAD = `# Elements

Every element that a file of a kind may hold: one capacity's statement of one fact. This page is written by \`npm run generate\` from
the definitions in \`trade/\`; documents are those whose fields were seen to read the element in the trades of \`scenarios/\`. *UNTDED* is
the number in the United Nations Trade Data Elements Directory (ISO 7372). Where *read by* is empty, all parties of the file read it.
`

/** The page, made from the definitions and from what the scenarios' documents read. */
export function elementsPage(): string {
  const shown = observed()
  return [HEAD, ...kinds.map((kind) => kindPart(kind, shown))].join('\n')
}

function kindPart(kind: Kind, shown: ReadonlyMap<string, ReadonlySet<string>>): string {
  const capacities = Object.entries(kind.capacities).map(([name, { en, zh }]) => `\`${name}\` ${en} ${zh}`)
  const rows = Object.entries<ElementDefinition>(kind.elements).map(([template, element]) => {
    const names = [...(shown.get(`${kind.name}:${template}`) ?? [])].map((name) => documentName(name))
    const { label, capacity, audience, untded, retention } = element
    return [
      `\`${template}\``,
      `${label.en} ${label.zh}`,
      capacity.join(', '),
      audience === undefined ? (kind.public ? 'everyone' : '') : audience.join(', '),
      untded ?? '',
      retention ?? '',
      names.join(', '),
    ]
  })
  const columns = ['element', 'name', 'said by', 'read by', 'UNTDED', 'kept as', 'documents']
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`)
  return `## ${kind.label.en} ${kind.label.zh} (\`${kind.name}\`)\n\nCapacities: ${capacities.join('; ')}.\n\n${lines.join('\n')}\n`
}

const escaped = (cell: string): string => cell.replaceAll('|', '\\|')

const documentName = (definition: string): string => documents.get(definition)?.title.en ?? definition

/** Documents by the elements that their fields read, a miss included. */
function observed(): ReadonlyMap<string, ReadonlySet<string>> {
  const shown = new Map<string, Set<string>>()
  for (const scenario of [cifCredit(), fobTransfer()]) {
    const { files } = play(scenario)
    for (const home of files.values())
      for (const document of home.documents.values()) {
        const definition = documents.get(document.definition)
        if (!definition) continue
        const { subject, using } = document
        const standpoint = { ...(subject ? { subject } : {}), ...(using ? { using } : {}) }
        for (const element of readBy(definition, { files, home, ...standpoint }))
          shown.set(element, (shown.get(element) ?? new Set()).add(document.definition))
      }
  }
  return shown
}

interface Standpoint {
  readonly files: ReadonlyMap<string, FileState>
  readonly home: FileState
  readonly subject?: string
  readonly using?: Readonly<Record<string, string>>
}

function readBy(definition: DocumentDefinition, { files, home, ...standpoint }: Standpoint): Set<string> {
  const { fields, missing, empty } = computeDocument(definition, {
    dossier: { root: home, files },
    home,
    ...standpoint,
  })
  const elements = new Set<string>()
  for (const { file, path, found } of [...fields, ...missing, ...empty].flatMap(({ reads }) => reads)) {
    const kind = files.get(file)?.kind
    const element = kind && elementAt(kind, path)
    if (element && found !== 'enumerated') elements.add(`${kind.name}:${element.template}`)
  }
  return elements
}

if (import.meta.main) writeFileSync(ELEMENTS_PAGE, elementsPage())
