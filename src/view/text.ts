/** The words that pictures need, as a shape; which language fills it is decided elsewhere. */
import type { view } from '../text/en/view.ts'

export type ViewText = typeof view
