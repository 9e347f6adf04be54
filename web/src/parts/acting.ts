import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ActDefinition, Composed, Malformed } from '@entrepot/trade/act'
import {
  actName,
  type Capacity,
  type Commitment,
  type Dossier,
  elementAt,
  type ElementVersion,
  type FileState,
  isPath,
  type Label,
  type Opening,
} from '@entrepot/trade/file'
import { type IntendedDocument, type Intent, uuidV7 } from '@entrepot/trade/party'
import { useMemo, useState } from 'react'
import {
  composeHere,
  random,
  type RenderedPages,
  sealAndSend,
  type Sent,
  type Signing,
  signPages,
} from '../desk/doing.ts'
import { useSigning } from '../desk/hooks.ts'
import { orThrow, type Seat, useSeat } from '../desk/session.tsx'
import { type Entries, intended } from '../form/entries.ts'
import { useSpeech } from '../language/language.ts'
import { type Showing, valueText } from '../language/value.ts'
import type { Words } from '../language/words.ts'
import { readPolicy } from '../port/office.ts'
import { isProblem, type Problem, problemOf } from '../port/problem.ts'

/** An act as far as its page has it. */
export interface ActDraft {
  readonly definition: ActDefinition
  readonly as: Capacity
  readonly file: string
  readonly entries: Entries
  readonly answers?: string
  readonly opens?: Opening
  readonly issues?: IntendedDocument
  readonly rendered?: Rendered
  readonly dossier?: Dossier
}

/** A document's pages, made for one act: its verification code, which they print, is made of the act's id. */
export interface Rendered extends RenderedPages {
  readonly act: string
  readonly at: string
}

/** An element that changed under an act. */
export interface Changed {
  readonly path: string
  readonly label: Label | undefined
  /** What stood when the act was made, and what stands now; absent for nothing. */
  readonly was?: string
  readonly now?: string
  /** Whose act changed it. */
  readonly by?: { readonly organisation: string; readonly type: string; readonly at: string }
}

/** Composing, judging, sealing and sending one act. */
export interface Acting {
  readonly composed: Composed | Malformed | undefined
  readonly signing: Signing | undefined
  readonly isReady: boolean
  readonly refusedAt: { readonly path: string; readonly code: string } | undefined
  /** What is before its person to be sealed. */
  readonly reviewed: Composed | undefined
  readonly isSending: boolean
  /** Our organisation asks for a second person: sealed, it waits for that one. */
  readonly needsTwo: boolean
  readonly problem: Problem | undefined
  review(): void
  cancel(): void
  seal(): void
  /** What of a conflict's elements stands now. */
  changed(file: FileState): Promise<readonly Changed[]>
}

/** Pause after the last key before the judge looks again. */
const PAUSE_MS = 250

/** Keeps an act composed and judged while it is filled in, and carries it through sealing. */
export function useActing(draft: ActDraft): Acting {
  const seat = useSeat()
  const { words, language } = useSpeech()
  const { workplace, organisation } = seat
  const [problem, setProblem] = useState<Problem>()
  const [reviewed, setReviewed] = useState<Composed>()
  const [isSending, setSending] = useState(false)
  const [basis, setBasis] = useState<ReadonlySet<Commitment>>(new Set())
  const [act, setAct] = useState(() => uuidV7(Date.now(), random))
  const signing = useSigning()
  const policy = useQuery({ queryKey: ['policy', organisation], queryFn: () => orThrow(readPolicy()) })
  const needsTwo = policy.data?.includes(actName(draft.definition.type)) ?? false
  const finish = useFinish(draft)
  const [paused] = useDebouncedValue(draft, PAUSE_MS)
  const compose = (from: ActDraft) =>
    signing.data && composeHere(workplace, intentOf(from, act, seat), given(from, signing.data, seat))
  // The draft is a new object each time; what it is made of tells whether it changed.
  const composed = useMemo(
    () => compose(paused),
    [
      signing.data,
      paused.entries,
      paused.as,
      paused.answers,
      paused.dossier,
      paused.rendered,
      JSON.stringify(paused.opens),
    ],
  )
  const conclude = async (sending: Promise<Sent>) => {
    const sent = await sending
    setSending(false)
    setReviewed(undefined)
    // A refused act never was: what is said next is another one.
    setAct(uuidV7(Date.now(), random))
    if (sent.is === 'refused') {
      setProblem(sent.problem)
      window.scrollTo({ top: 0 })
    }
    await finish(sent)
  }
  /**
   * A document's pages are signed first: its act commits to them as they are handed out. Where a second person must approve, one alone signs none:
   * the act commits to the pages as they are rendered, and the second person renders them again.
   */
  const sealReviewed = async (act: Composed, own: Signing): Promise<Sent> => {
    if (!draft.rendered || needsTwo) return sealAndSend(workplace, act, { signing: own, needsTwo })
    const rendered = await signPages(draft.rendered)
    if (isProblem(rendered)) return { is: 'refused', problem: rendered }
    const committed = compose({ ...draft, rendered })
    if (!committed?.ok) return { is: 'refused', problem: problemOf(committed?.code ?? 'port/answer-unreadable') }
    return sealAndSend(workplace, committed, { signing: own, needsTwo, rendering: rendered.bytes })
  }
  return {
    ...{ composed, reviewed, isSending, needsTwo, problem, signing: signing.data },
    isReady: composed?.ok === true && composed.judgement.is !== 'refused',
    refusedAt: refusalOf(composed),
    review() {
      const now = compose(draft)
      setProblem(undefined)
      if (now?.ok) setReviewed(now)
    },
    cancel: () => setReviewed(undefined),
    seal() {
      if (!reviewed || !signing.data) return
      setSending(true)
      setBasis(new Set(reviewed.claims.basis.on))
      void conclude(sealReviewed(reviewed, signing.data))
    },
    async changed(file) {
      const fresh = await workplace.refresh(file.id)
      return (problem?.conflicts ?? []).map(({ path }) => changeAt(fresh, path, { basis, words, language }))
    },
  }
}

/** What stands at a path now, and what stood there when an act on this basis was made. */
function changeAt(
  file: FileState,
  path: string,
  { basis, ...showing }: Showing & { readonly basis: ReadonlySet<Commitment> },
): Changed {
  if (!isPath(path)) return { path, label: undefined }
  const definition = elementAt(file.kind, path)?.definition
  const versions = file.elements.get(path) ?? []
  const now = versions.at(-1)
  const was = versions.findLast((version) => version !== now && basis.has(version.commitment))
  const act = now && file.byIdentity.get(now.act)
  const text = ({ value }: ElementVersion) => valueText(value, definition?.type, showing)
  return {
    ...{ path, label: definition?.label },
    ...(was ? { was: text(was) } : {}),
    ...(now ? { now: text(now) } : {}),
    ...(act ? { by: { organisation: act.signer.organisation, type: act.type, at: act.at } } : {}),
  }
}

function useFinish({ definition, file, dossier }: ActDraft): (sent: Sent) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { words, of } = useSpeech()
  return async (sent) => {
    await client.invalidateQueries({ queryKey: ['file', file] })
    for (const queryKey of [['dossiers'], ['files'], ['unanswered']]) await client.invalidateQueries({ queryKey })
    if (sent.is === 'refused') return
    notifications.show(told(sent, of(definition.label), words))
    if (sent.is === 'waits') {
      await client.invalidateQueries({ queryKey: ['waiting'] })
      await navigate({ to: '/approvals' })
      return
    }
    const root = dossier?.root.id ?? file
    await (sent.is === 'kept' && !dossier
      ? navigate({ to: '/' })
      : navigate({ to: '/dossiers/$root', params: { root } }))
  }
}

/** What a person is told of an act that was sent. */
export function told({ is }: Exclude<Sent, { is: 'refused' }>, act: string, words: Words) {
  const messages = { kept: words.keptHere, waits: words.office.laidBefore(act), stands: words.stands(act) }
  return {
    ...{ message: messages[is], color: is === 'stands' ? 'harbour' : 'yellow' },
    closeButtonProps: { 'aria-label': words.close },
  }
}

function given(draft: ActDraft, signing: Signing, { now }: Seat) {
  return { signing, now: now(), ...(draft.rendered ? { rendered: draft.rendered } : {}) }
}

function intentOf(draft: ActDraft, act: string, { now }: Seat): Intent {
  const { definition, as, file, answers, opens, issues, dossier, entries, rendered } = draft
  return {
    ...{ act: rendered?.act ?? act, type: definition.type, file, as, at: rendered?.at ?? now(), ...intended(entries) },
    ...(answers === undefined ? {} : { answers }),
    ...(opens ? { opens } : {}),
    ...(issues ? { issues } : {}),
    ...(dossier ? { dossier: [...dossier.files.keys()] } : {}),
  }
}

function refusalOf(composed: Composed | Malformed | undefined): Acting['refusedAt'] {
  if (!composed?.ok || composed.judgement.is !== 'refused') return undefined
  const { code, at } = composed.judgement.refusal
  return at === undefined || code === 'element/missing' ? undefined : { path: at, code }
}
