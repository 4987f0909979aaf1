/**
 * Reads a stream of events as it comes, off a terminal: a command's, or a script's with its steps
 * and replies. As text a script's log holds each command and what it said; as JSON it is one line
 * for each command.
 */

import type { CommandEvent, ScriptEvent } from '../commands/grammar/command.ts'
import { jsonText, sanitizeLines } from '../io/sanitize.ts'
import { InputError } from '../rules/input-error.ts'
import type { Language, Text } from '../text/index.ts'
import { type Result, sanitizeMessage, sentenceOf } from './error-output.ts'
import { asJson, documentOf } from './json-output.ts'
import { asText } from './text-output.ts'

export interface Reading {
  readonly json: boolean
  readonly debug: boolean
  /** The language's text until a `lang` command changes it, and how to load another language's. */
  readonly text: Text
  readonly loadText: (language: Language) => Promise<Text>
  /** The language that the words of a line ask for, if they do. */
  readonly asked: (words: readonly string[]) => Language | null
  readonly columns: () => number
}

type Reply = Extract<ScriptEvent, { type: 'reply' }>

export class Transcript {
  /** Of the conversation. */
  private conversationText: Text
  /** What `--lang` and `--json` on the current line say, for that line. */
  private lineText: Text | null = null
  private lineJson = false
  /** What the current command of a script came to. */
  private document: object | null = null
  private begun = false
  /** Why it could not be written, though the command itself went well. */
  private refusal: InputError | null = null
  private readonly json: boolean

  constructor(private readonly reading: Reading) {
    this.conversationText = reading.text
    this.json = reading.json
  }

  /** Of what is said now. */
  get text(): Text {
    return this.lineText ?? this.conversationText
  }

  /** The output of an event; null if there is none. */
  async read(event: CommandEvent): Promise<Result | null> {
    if (event.type === 'step') return this.step(event)
    if (event.type === 'reply') return this.reply(event)
    if (event.type === 'lab' && event.result.kind === 'language')
      this.conversationText = await this.reading.loadText(event.result.language)
    const result = await this.said(event)
    const empty = result?.output === '' && !result.pieces && result.code === 0 && !result.errors
    return empty ? null : result
  }

  /** What a command came to may be too much to be written; a script has that as its reply. */
  private async said(event: CommandEvent): Promise<Result | null> {
    try {
      return await (this.begun && this.json ? this.keep(event) : this.show(event))
    } catch (error) {
      if (!this.begun || !(error instanceof InputError)) throw error
      this.refusal = error
      return null
    }
  }

  private show(event: CommandEvent): Promise<Result | null> {
    if (this.json || this.lineJson) return asJson(event, this.text)
    return asText(event, this.text, this.reading.columns(), this.begun ? 'lab' : 'shell')
  }

  private async keep(event: CommandEvent): Promise<Result | null> {
    const document = await documentOf(event, this.text)
    if (!document) return null
    this.document = document.value
    return { output: '', code: document.code }
  }

  private async step({
    line,
    tokens,
    values,
  }: Extract<ScriptEvent, { type: 'step' }>): Promise<Result | null> {
    const gap = this.begun ? '\n' : ''
    this.begun = true
    this.document = null
    const asked = this.reading.asked(tokens.map(({ text }) => text))
    this.lineText = asked && (await this.reading.loadText(asked))
    this.lineJson = values.json === true
    return this.json
      ? null
      : { output: `${gap}> ${sanitizeMessage(line.replaceAll('\t', ' '))}\n`, code: 0 }
  }

  private reply(given: Reply): Result | null {
    const { refusal } = this
    this.refusal = null
    const reply: Reply = given.ok && refusal ? { ...given, ok: false, error: refusal } : given
    const output = this.json ? `${jsonText(this.replyDocument(reply))}\n` : ''
    const { document, text } = this
    this.document = null
    this.lineText = null
    this.lineJson = false
    if (reply.ok) return document || output ? { output, code: 0 } : null
    return { output, code: 1, errors: this.errors(reply, reply.error, text) }
  }

  private replyDocument(reply: Reply): object {
    const { line, number, command, ok } = reply
    if (reply.ok) return { line, number, command, ok, result: this.document }
    const { error } = reply
    const inputError = error instanceof InputError ? error : null
    const message = sentenceOf(error, this.text)
    const facts = {
      code: inputError?.code ?? 'trouble',
      message,
      column: inputError?.column ?? null,
    }
    return { line, number, command, ok, error: facts }
  }

  private errors({ source, number }: Reply, error: Error, text: Text): string {
    const column = error instanceof InputError ? error.column : undefined
    const place = [source, number, ...(column === undefined ? [] : [column])].join(':')
    const trace = this.reading.debug ? `${sanitizeLines(String(error.stack), 'message')}\n` : ''
    return `gatelab: ${sanitizeMessage(place)}: ${sentenceOf(error, text)}\n${trace}`
  }
}
