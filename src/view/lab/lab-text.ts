/** Every result of the lab as lines of text, in colour or without. */
import type { LabResult } from '../../results/lab-results.ts'
import type { Colors } from '../shared/palette.ts'
import { cutLine, type Line, sanitizeLine, textOf, trimmed } from '../shared/spans.ts'
import { attributionParts } from './attribution-text.ts'
import { mathParts } from './equations-text.ts'
import { gradientParts } from './gradient-text.ts'
import { diffParts, historyParts, receiptParts } from './history-text.ts'
import { memoryParts } from './memory-text.ts'
import { type LabWords, type PictureContext, prose, type ResultPart } from './picture-context.ts'
import { statesParts } from './states-text.ts'
import { surgeryParts } from './surgery-text.ts'
import { traceParts } from './time-step-text.ts'
import { trainingParts } from './training-text.ts'
import { verificationParts } from './verification-text.ts'
import { wordsFor } from './words-for.ts'
import { benchParts } from './workbench-text.ts'

export type { LabWords } from './picture-context.ts'

export interface LabOptions {
  readonly colors?: Colors
  /** False for words alone: no picture, no table. */
  readonly pictures?: boolean
  /** Lines that a chart may have at most. */
  readonly height?: number
}

/**
 * Lines of at most `width` columns, without colour, each ended; '' where a result has nothing to
 * show.
 */
export function labText(
  result: LabResult,
  text: LabWords,
  width: number,
  options: Pick<LabOptions, 'pictures'> = {},
): string {
  return labSpans(result, text, width, { ...options, colors: 'none' })
    .map((spans) => `${textOf(spans)}\n`)
    .join('')
}

/** The same lines in colours. */
export function labSpans(
  result: LabResult,
  words: LabWords,
  width: number,
  options: LabOptions = {},
): Line[] {
  const context: PictureContext = {
    words: wordsFor(result, words),
    width: Math.max(1, Math.floor(width)),
    colors: options.colors ?? 'none',
    pictures: options.pictures ?? true,
    height: options.height,
  }
  const parts = partsOf(result, context).filter((part) => part.length > 0)
  return parts
    .flatMap((part, index) => (index > 0 ? [[], ...part] : part))
    .map((spans) => trimmed(cutLine(safe(spans), context.width)))
}

/** Nothing that came from outside may steer the terminal. */
const safe = (spans: Line): Line => spans.map((one) => ({ ...one, text: sanitizeLine(one.text) }))

function partsOf(result: LabResult, context: PictureContext): ResultPart[] {
  const { lab } = context.words
  switch (result.kind) {
    case 'bench':
      return benchParts(result, context)
    case 'training':
      return trainingParts(result, context)
    case 'gradient':
      return gradientParts(result, context)
    case 'verification':
      return verificationParts(result, context)
    case 'walk':
      return traceParts(result, context)
    case 'math':
      return mathParts(result, context)
    case 'states':
      return statesParts(result, context)
    case 'memory':
      return memoryParts(result, context)
    case 'attribution':
      return attributionParts(result, context)
    case 'surgery':
      return surgeryParts(result, context)
    case 'history':
      return historyParts(result, context)
    case 'diff':
      return diffParts(result, context)
    case 'receipt':
      return receiptParts(result, context)
    case 'file': {
      const path = sanitizeLine(result.path)
      const say = lab.file
      return [
        prose(
          [
            result.command === 'save'
              ? say.save(path, result.bytes)
              : say.export(say.what[result.what], path, result.bytes),
          ],
          context,
        ),
      ]
    }
    case 'language':
      return [prose([lab.language[result.language]], context)]
    case 'help':
    case 'quit':
      return []
  }
}
