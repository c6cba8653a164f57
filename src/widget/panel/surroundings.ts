import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Say } from './settings.js'

/** What every part needs: the words of the page, their language, and the address that relative links start from. */
export const Surroundings = createContext<{ say: Say; language: string; base: string }>({
  say: () => '',
  language: 'en-GB',
  base: ''
})

export const useSurroundings = () => useContext(Surroundings)
