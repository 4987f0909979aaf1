import { describe, expect, it } from 'vitest'
import { parse } from '../../../src/commands/session/parse.ts'
import { refusalOf } from '../../support/refusals.ts'
import { textIn } from '../../support/texts.ts'

describe('what other programs call it', () => {
  const sentence = (line: string, language: 'en' | 'zh-CN' = 'en') => {
    const { code, details: facts } = refusalOf(line)
    return (textIn(language).inputErrors[code as 'bad-seeds'] as (facts: unknown) => string)(facts)
  }

  it.each([
    ['compare --lr 0.1', '--learning-rate?'],
    ['compare --epochs 3', '--steps?'],
    ['compare --hidden-size 8', '--hidden?'],
    ['compare --batch_size 8', '--batch?'],
    ['compare --seq-len 8', '--length?'],
    ['compare --gru', '--variant gru?'],
    ['compare --csv x', '--report FILE.csv?'],
    ['tasks --threads 2', '--workers?'],
    ['compare --cells gru', '--variant gru'],
    ['compare --cells rnn,GRU', '--variant gru'],
    ['compare --cells coupled', '--variant coupled'],
    ['compare --cells LSTM', 'lstm?'],
    ['compare --lang zh', 'zh-CN?'],
    ['compare --lang chinese', 'zh-CN?'],
    ['compare --lang en_US.UTF-8', 'en?'],
    ['lang 中文', 'zh-CN?'],
    ['compare --dropout 0.1', '--optimizer'],
    ['compare --num-layers 2', '--hidden'],
    ['compare --device cuda', '--workers'],
    ['fit 5', 'train?'],
    ['compare --learning-rate 0,01', '0.01'],
    ['compare --learning-rate 0,003', '0.003'],
    ['compare --clip 0,5', '0.5'],
    ['compare --forget-bias 0,05', '0.05'],
    ['compare --steps 1,000', '1000'],
    ['clamp f 0,5', '0.5'],
    ['clamp f -1,25', '-1.25'],
    ['train 1,000', '1000'],
    ['compare --momentum 0.9', '--optimizer momentum?'],
    ['compare --adam', '--optimizer adam?'],
    ['compare --patience 5', '--until-solved?'],
    ['compare -o runs.csv', '-o'],
    ['compare -o runs.csv', '--report?'],
    ['compare --cells both', 'rnn,lstm?'],
    ['compare --cells RNN+LSTM', 'rnn,lstm?'],
    ['adding', 'compare adding'],
    ['temporal-order-3', 'task temporal-order-3'],
    ['series', 'compare --series FILE'],
    ['gru', 'set variant gru'],
    ['lstm', 'set cells lstm'],
    ['lr 0.1', 'set learning-rate 0.1'],
    ['hidden 64', '--hidden 64'],
    ['until-solved', 'set until-solved on'],
    ['epochs', 'set steps VALUE'],
    ['sever', '(belt, gates)'],
    ['clamp update 1', 'z?'],
    ['scale reset-gate 2', 'r?'],
  ])('%s: says %s', (line, wanted) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const said = sentence(line, language)
      if (language === 'en' || !/GRU|belt/.test(wanted))
        expect(said.replaceAll('？', '?')).toContain(wanted)
      expect(said).not.toMatch(/undefined|\n/)
    }
  })

  it('says nothing of an option that the command does not take', () => {
    expect(sentence('train --lr 0.1')).not.toContain('learning-rate')
    expect(sentence('undo --threads 2')).not.toContain('workers')
  })

  it('leaves lists of values alone', () => {
    const values = (line: string) => parse(line.split(' ')).values
    expect(values('compare --forget-bias 0,5')['forget-bias']).toEqual([0, 5])
    expect(values('compare --steps 1,500').steps).toEqual([1, 500])
    expect(values('compare --learning-rate 0.01,0.1')['learning-rate']).toEqual([0.01, 0.1])
    expect(values('compare --clip none,1').clip).toEqual([null, 1])
  })
})
