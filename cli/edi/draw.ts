import type { ShownFile, ShownInterchange, ShownMessage, ShownNode, ShownSegment } from '@entrepot/trade/interchange'
import { sayFinding, sayPlace } from './finding-words.ts'

/** Draws a file as a tree for a terminal, errors at their places. */
export function draw(file: ShownFile): string[] {
  const { segments, messages } = file.notShown
  return [
    ...file.findings.map((finding) => `✗ ${sayPlace(finding)}: ${sayFinding(finding)}`),
    ...file.interchanges.flatMap(drawInterchange),
    ...(messages > 0 ? [`... ${messages} messages more are not shown`] : []),
    ...(segments > 0 ? [`... ${segments} segments more are not shown`] : []),
    ...(file.omitted > 0 ? [`... ${file.omitted} findings more are not shown`] : []),
  ]
}

function drawInterchange({
  sender,
  recipient,
  reference,
  prepared,
  version,
  isTest,
  messages,
  findings,
}: ShownInterchange): string[] {
  const title = [`${sender} → ${recipient}`, reference, prepared, version, isTest ? 'TEST' : ''].filter(
    (part) => part !== '',
  )
  const parts = [
    ...findings.map((finding) => [`✗ ${sayPlace(finding)}: ${sayFinding(finding)}`]),
    ...messages.map(drawMessage),
  ]
  return [title.join('  '), ...branches(parts)]
}

function drawMessage({ type, reference, version, judgedBy, segments, nodes, findings }: ShownMessage): string[] {
  const by = judgedBy === undefined ? 'no table knows it' : `judged by ${judgedBy.name}, ${judgedBy.source}`
  const shown = new Set(nodes.flatMap(positionsIn))
  const others = findings.filter(({ segment }) => !shown.has(segment))
  const verdict = findings.length === 0 ? '' : `, ${findings.length} finding${findings.length === 1 ? '' : 's'}`
  return [
    `${type} ${reference}  ${version}  (${by}; ${segments} segments${verdict})`,
    ...branches([
      ...nodes.map(drawNode),
      ...others.map((finding) => [`✗ ${sayPlace(finding)}: ${sayFinding(finding)}`]),
    ]),
  ]
}

const positionsIn = (node: ShownNode): number[] =>
  node.is === 'segment' ? [node.position] : node.nodes.flatMap(positionsIn)

function drawNode(node: ShownNode): string[] {
  if (node.is === 'segment') return drawSegment(node)
  return [`${node.group}${node.repetition > 1 ? ` [${node.repetition}]` : ''}`, ...branches(node.nodes.map(drawNode))]
}

function drawSegment({ tag, elements, placed, findings }: ShownSegment): string[] {
  const values = elements.map(({ repetitions }) =>
    repetitions
      .map((values) =>
        values
          .map(({ value, meaning }) => (meaning === undefined ? value : `${value} (${meaning})`))
          .filter((value) => value !== '')
          .join(' : '),
      )
      .join(' * '),
  )
  const line = `${placed ? '' : '? '}${[tag, ...values].join('  ')}`
  return [line, ...findings.map((finding) => `  ✗ ${sayPlace(finding)}: ${sayFinding(finding)}`)]
}

/** Draws parts beneath one another, the lines of each behind its branch. */
function branches(parts: readonly (readonly string[])[]): string[] {
  return parts.flatMap((part, i) => {
    const isLast = i === parts.length - 1
    return part.map((line, at) => (at === 0 ? (isLast ? '└─ ' : '├─ ') : isLast ? '   ' : '│  ') + line)
  })
}
