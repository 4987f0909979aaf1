/**
 * Character prediction on Chinese prose: the Analects of Confucius. The most frequent characters
 * are symbols of their own, all others are one together. from-files/text.ts has sizes, loss, what
 * guessing gives, and when it is solved.
 */
import { onCarried } from './from-files/text.ts'

export const analects = onCarried('analects', { defaultLength: 50, defaultSymbols: 200 })
