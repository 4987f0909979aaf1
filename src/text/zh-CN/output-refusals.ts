/** 外部不接受或没有的东西：输出流、文件夹、WebAssembly。 */
import type { InputErrorDetails } from '../../rules/input-error.ts'
import { reason } from './reasons.ts'

const count = (n: number) => n.toLocaleString('en-US')

export const outputRefusals = {
  'output-failed': ({ reason: why, written, of, kept }: InputErrorDetails['output-failed']) => {
    const cut =
      written > 0
        ? `；${count(of)} 字节中只写出了 ${count(written)} 字节，那里的内容是不完整的`
        : ''
    const there = kept.length > 0 ? `已完成的部分保存在 ${kept.join(' 和 ')}。` : ''
    return `无法写到标准输出：${reason(why)}${cut}。${there}`
  },
  'results-gone': ({ path, written, reported }: InputErrorDetails['results-gone']) =>
    `${path} 在使用中被删除了，其中 ${count(written)} 次已完成的运行也随之消失。训练已结束；${reported > 0 ? `打印出的报告含有 ${count(reported)} 次已完成的运行` : '还没有已完成的运行'}。`,
  'no-working-folder': () => '当前所在的文件夹已被删除；请换到一个存在的文件夹再试。',
  'no-webassembly': () =>
    '这个 Node 没有 WebAssembly（用 --jitless 启动，或 WebAssembly 被关闭），而 gatelab 靠它计算；请不要带这个选项启动 Node。',
} as const
