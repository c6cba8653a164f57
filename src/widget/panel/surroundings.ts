import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Say } from './settings.js'

/** What every part of an answer needs: the words of the page, and the address that relative links start from. */
export const Surroundings = createContext<{ say: Say; base: string }>({ say: () => '', base: '' })

export const useSurroundings = () => useContext(Surroundings)
