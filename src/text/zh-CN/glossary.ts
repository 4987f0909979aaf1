/** 领域用语与程序用语；词条与英文相同。 */
import type { Glossary } from '../en/glossary.ts'
import { nets } from './glossary-nets.ts'
import { program } from './glossary-program.ts'
import { training } from './glossary-training.ts'

export const glossary: Glossary = {
  title: '词汇表',
  page: '课程、实验室和报告所用的词语。在实验室里，`help 词语` 显示其中一个，`help glossary` 显示全部；`什么是 读出` 也一样。',
  groups: { field: '领域用语', program: '程序用语' },
  heads: { term: '词语', other: 'English', means: '含义', also: '又称' },
  gap: '',
  also: (names) => `又称：${names.join('、')}。`,
  inOther: (name) => `英文：${name}`,
  more: 'help 词语 说明一个词语的含义。',
  terms: { field: { ...nets, ...training }, program },
}
