import { Text } from '@mantine/core'
import type { ActClaims } from '@entrepot/trade/act'
import { documents } from '@entrepot/trade/documents'
import { elementAt, type FileState, type FoldableAct, type Statement } from '@entrepot/trade/file'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { printedText, valueText } from '../language/value.ts'
import { InstanceOf } from './act-detail.tsx'
import { fieldAt } from './document-list.tsx'

interface Given {
  readonly claims: Pick<ActClaims, 'opens' | 'issues'>
  readonly act: FoldableAct
  readonly file: FileState
  /** Longer contents scroll within this height. */
  readonly maxHeight?: number
}

/** Everything that an act says, as its person is about to sign or approve it. */
export function Contents({ claims, act, file, maxHeight }: Given) {
  const { nameOf } = useSeat()
  const { words, of, language } = useSpeech()
  const issued = claims.issues && documents.get(claims.issues.definition)
  return (
    <>
      {Object.entries(claims.opens?.parties ?? {}).map(([capacity, id]) => (
        <Text key={capacity} size="sm" className="quiet">
          {of(file.kind.capacities[capacity])}: {nameOf(id)}
        </Text>
      ))}
      <dl className="facts contents" style={{ ...(maxHeight === undefined ? {} : { maxHeight, overflowY: 'auto' }) }}>
        {together(act.statements).map(({ path, value, how, document }) => {
          const element = elementAt(file.kind, path)?.definition
          const field = issued && fieldAt(issued, path.split('/').slice(OF_INSTANCE).join('/'))
          const label = element?.label ?? field?.label
          return (
            <div key={path}>
              <dt>
                {of(label) || path} <InstanceOf path={path} kind={file.kind} />
                {how === 'keyed' || issued ? '' : ` · ${words.how[how]}`}
              </dt>
              <dd>
                {document
                  ? words.document
                  : field
                    ? printedText(value, field.prints, { words, language })
                    : valueText(value, element?.type, { words, language })}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

/** What belongs to one instance stands together, in whatever order it was keyed. */
function together(statements: readonly Statement[]): readonly Statement[] {
  const shown = statements.filter(({ how }) => how !== 'rendered')
  const groups = Map.groupBy(shown, ({ path }) => path.split('/').slice(0, OF_INSTANCE).join('/'))
  return [...groups.values()].flat()
}

/** `/lines/l1` of a path. */
const OF_INSTANCE = 3
