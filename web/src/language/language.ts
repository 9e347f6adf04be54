import type { Label } from '@entrepot/trade/file'
import { createContext, useContext } from 'react'
import { en } from './en.ts'
import type { Words } from './words.ts'
import { zh } from './zh.ts'

/** The languages that the house speaks. */
export type Language = 'en' | 'zh'

/** What a page needs to speak. */
export interface Speech {
  readonly language: Language
  readonly words: Words
  /** A definition's own label. */
  readonly of: (label: Label | undefined) => string
  readonly choose: (language: Language) => void
}

const KEY = 'entrepot.language'

/** The wording of each language, one table each. */
export const WORDS: Readonly<Record<Language, Words>> = { en, zh }

/** The language last chosen here, else the browser's where we speak it. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEY) ?? navigator.language
  return kept.startsWith('zh') ? 'zh' : 'en'
}

export const keepLanguage = (language: Language): void => localStorage.setItem(KEY, language)

export const SpeechContext = createContext<Speech>({
  ...{ language: 'en', words: en, choose: () => undefined },
  of: (label) => label?.en ?? '',
})

/** The wording of this page. */
export const useSpeech = (): Speech => useContext(SpeechContext)
