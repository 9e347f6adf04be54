import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { catalogue } from '@entrepot/trade/catalogue'
import { knownDocuments, openEvidence, type OpenedEvidence } from '@entrepot/trade/evidence'
import type { Dossier, FileState } from '@entrepot/trade/file'
import { useMemo } from 'react'
import { type ListedDossier, readDossiers, readFiles } from '../port/api.ts'
import { PortProblem, problemOf } from '../port/problem.ts'
import { readWaiting } from '../port/office.ts'
import { openSigning } from './doing.ts'
import { orThrow, type Seat, useSeat } from './session.tsx'

/** My dossiers, as the port lists them. */
export function useDossierList() {
  const { organisation } = useSeat()
  return useQuery({ queryKey: ['dossiers', organisation], queryFn: () => orThrow(readDossiers()) })
}

/** My files, as the port lists them. */
export function useFileList() {
  const { organisation } = useSeat()
  return useQuery({ queryKey: ['files', organisation], queryFn: () => orThrow(readFiles()) })
}

/** Whose key signs here. */
export function useSigning() {
  const { workplace, organisation } = useSeat()
  return useQuery({
    queryKey: ['signing', organisation],
    queryFn: () => openSigning(workplace),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Acts of ours that wait for a second person. */
export function useWaiting() {
  const { organisation } = useSeat()
  return useQuery({ queryKey: ['waiting', organisation], queryFn: () => orThrow(readWaiting()), staleTime: 0 })
}

const fileQuery = ({ workplace, organisation }: Seat, file: string) => ({
  queryKey: ['file', file, organisation],
  queryFn: (): Promise<FileState> => workplace.refresh(file),
  structuralSharing: false,
})

/** Some files, verified and folded in this browser. */
export function useFiles(files: readonly string[]): readonly UseQueryResult<FileState>[] {
  const seat = useSeat()
  return useQueries({ queries: files.map((file) => fileQuery(seat, file)) })
}

/** One trade as this party sees it. */
export interface OpenDossier {
  readonly dossier?: Dossier
  readonly listed?: ListedDossier
  readonly error?: Error
  readonly isLoading: boolean
}

/** Reads, verifies and folds every file of a dossier; pages can work as soon as its root is there. */
export function useDossier(root: string): OpenDossier {
  const list = useDossierList()
  const listed = list.data?.find((each) => each.root === root || each.files.some(({ file }) => file === root))
  const ids = useMemo(
    () => [...new Set([listed?.root ?? root, ...(listed?.files.map(({ file }) => file) ?? [])])],
    [listed, root],
  )
  const files = useFiles(ids)
  const states = files.map(({ data }) => data)
  // A new array each time: what counts are the states within.
  const dossier = useMemo(() => dossierOf(states), states)
  const [first] = files
  const error = list.error ?? first?.error
  return {
    ...(dossier ? { dossier } : {}),
    ...(listed ? { listed } : {}),
    ...(error ? { error } : {}),
    isLoading: files.some((file) => file.isLoading),
  }
}

function dossierOf([root, ...others]: readonly (FileState | undefined)[]): Dossier | undefined {
  if (!root) return undefined
  return { root, files: new Map([root, ...others].flatMap((file) => (file ? [[file.id, file]] : []))) }
}

/** The whole dossier checked as one: verdicts on acts and documents, citations across files. */
export function useOpenedEvidence(dossier: Dossier | undefined): UseQueryResult<OpenedEvidence> {
  const { workplace, organisation } = useSeat()
  const files = [...(dossier?.files.values() ?? [])]
  const version = files.map(({ id, acts, stubs }) => `${id} ${acts.length + stubs.size}`).join(' ')
  return useQuery({
    queryKey: ['opened', organisation, version],
    queryFn: () => {
      const opened = openEvidence({
        ...{ files: files.flatMap(({ id }) => workplace.evidence(id) ?? []), trust: workplace.trust() },
        ...{ catalogue, anchor: workplace.anchor, reader: organisation, knowledge: knownDocuments },
      })
      if ('ok' in opened) throw new PortProblem(problemOf(opened.code))
      return opened
    },
    ...{ enabled: files.length > 0, staleTime: Number.POSITIVE_INFINITY, structuralSharing: false },
  })
}
