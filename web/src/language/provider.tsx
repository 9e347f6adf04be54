import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { firstLanguage, keepLanguage, type Language, type Speech, SpeechContext, WORDS } from './language.ts'

/** Lets the pages below speak the language that was chosen here last. */
export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
    keepLanguage(language)
  }, [language])
  const speech = useMemo<Speech>(
    () => ({ language, words: WORDS[language], of: (label) => label?.[language] ?? '', choose: setLanguage }),
    [language],
  )
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>
}
