/**
 * Character prediction on English verse: the first sixty sonnets of William Shakespeare (1609), in
 * small letters. from-files/text.ts has sizes, loss, what guessing gives, and when it is solved.
 */
import { onCarried } from './from-files/text.ts'

export const sonnets = onCarried('sonnets', { defaultLength: 50 })
