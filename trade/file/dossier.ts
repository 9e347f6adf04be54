import type { FileState } from './state.ts'
import { type FileView, type Recorder, type ViewOptions, viewFile } from './view.ts'

/** One party's picture of a trade: a root file and those that citations lead to, as far as it may see them. */
export interface Dossier {
  readonly root: FileState
  /** Every file by id, the root among them. */
  readonly files: ReadonlyMap<string, FileState>
}

/** Which file of a kind is meant, where a dossier holds several (two consignments under one sale). */
export type Selection = Readonly<Record<string, string>>

/** Reads across the files of a dossier, recording all. */
export interface DossierView {
  /** The file in which the reader stands. */
  readonly home: FileView
  /** A file of a kind, or `undefined` where the dossier holds none, or several and none was chosen. */
  of(kind: string): FileView | undefined
  /** All files of a kind, in the order of their ids (UUIDv7: of their opening). */
  all(kind: string): readonly FileView[]
}

/** Opens a view of a dossier, standing in one of its files. */
export function viewDossier(
  dossier: Dossier,
  home: FileState,
  options: Pick<ViewOptions, 'organisation' | 'proposal' | 'overlay' | 'pinned'> & {
    readonly recorder?: Recorder
    readonly selection?: Selection
  },
): DossierView {
  const { recorder, organisation, pinned, selection = {} } = options
  const views = new Map<string, FileView>()
  const open = (file: FileState): FileView => {
    const known = views.get(file.id)
    if (known) return known
    const layers =
      file.id === home.id
        ? options
        : { ...(organisation === undefined ? {} : { organisation }), ...(pinned ? { pinned } : {}) }
    const view = viewFile(file, { ...layers, ...(recorder ? { recorder } : {}) })
    views.set(file.id, view)
    return view
  }
  const ofKind = (kind: string): FileState[] =>
    [...dossier.files.values()].filter((file) => file.kind.name === kind).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    home: open(home),
    of(kind) {
      if (kind === home.kind.name) return open(home)
      const found = ofKind(kind)
      const chosen = found.length === 1 ? found[0] : found.find((file) => file.id === selection[kind])
      return chosen && open(chosen)
    },
    all: (kind) => ofKind(kind).map(open),
  }
}
