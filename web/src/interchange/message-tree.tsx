import { Button, Text } from '@mantine/core'
import type { ShownElement, ShownMessage, ShownNode, ShownSegment, ShownValue } from '@entrepot/trade/interchange'
import { useState } from 'react'
import { useSpeech } from '../language/language.ts'
import { FindingLine } from './finding-line.tsx'

/** Nodes of one level that are drawn at once; more when asked. */
const DRAWN_AT_ONCE = 300

/** A message as a tree of its groups and segments. */
export function MessageTree({ message }: { readonly message: ShownMessage }) {
  return <Nodes nodes={message.nodes} />
}

function Nodes({ nodes }: { readonly nodes: readonly ShownNode[] }) {
  const { words } = useSpeech()
  const [drawn, setDrawn] = useState(DRAWN_AT_ONCE)
  const more = Math.min(DRAWN_AT_ONCE, nodes.length - drawn)
  return (
    <ul className="edi-tree">
      {nodes.slice(0, drawn).map((node, i) => (
        <li key={node.is === 'group' ? `${node.group}-${node.repetition}-${i}` : node.position}>
          {node.is === 'group' ? (
            <>
              <span className="edi-group">
                {node.group}
                {node.repetition > 1 ? ` ${node.repetition}` : ''}
              </span>
              <Nodes nodes={node.nodes} />
            </>
          ) : (
            <Segment segment={node} />
          )}
        </li>
      ))}
      {more > 0 ? (
        <li>
          <Button variant="subtle" size="compact-sm" onClick={() => setDrawn(drawn + DRAWN_AT_ONCE)}>
            {words.interchange.moreSegments(more)}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}

function Segment({ segment }: { readonly segment: ShownSegment }) {
  const { words } = useSpeech()
  const { tag, name, elements, findings, placed } = segment
  return (
    <div className={findings.length > 0 ? 'edi-segment edi-wrong' : 'edi-segment'}>
      <span className="edi-tag" title={name ?? undefined}>
        {tag}
      </span>
      <span className="edi-values">
        {elements.map((element) => (
          <Element key={element.position} element={element} />
        ))}
        {placed ? null : <Text className="quiet">{words.interchange.noPlace}</Text>}
      </span>
      {findings.length === 0 ? null : (
        <ul className="edi-findings">
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.offset} ${finding.element ?? 0} ${finding.component ?? 0}`}>
              <FindingLine finding={finding} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Element({ element }: { readonly element: ShownElement }) {
  const values = element.repetitions.flat().filter(({ value }) => value !== '')
  return (
    <span className="edi-element">
      {values.map((value, i) => (
        <Value key={`${value.code ?? ''} ${i}`} value={value} />
      ))}
    </span>
  )
}

function Value({ value: { value, code, name, meaning } }: { readonly value: ShownValue }) {
  const about = [code, name].filter((part) => part !== undefined).join(' ')
  return (
    <span className="edi-value" title={about === '' ? undefined : about}>
      <code>{value}</code>
      {meaning === undefined ? null : <span className="quiet">{meaning}</span>}
    </span>
  )
}
