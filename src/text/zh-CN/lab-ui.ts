import type { labUi as English } from '../en/lab-ui.ts'

/** REPL 界面上结果之外的文字。 */
export const labUi: typeof English = {
  prompt: 'gatelab> ',
  searching: (query: string) => `查找“${query}”：Ctrl-R 找更早的，回车运行，Ctrl-G 退出查找`,
  notFound: (query: string) => `历史里没有“${query}”`,
  hint: 'Tab 补全 · ↑↓ 历史 · Ctrl-R 查找 · PgUp/PgDn 翻页 · help 帮助 · Ctrl-D 离开',
  walking: '←→ 时间步 · ↑↓ 单元 · n 下一提示步 · Home End · show math · state 看全部单元',
  walkingBack: '←→ 时间步 · ↑↓ 单元 · n 往回的下一提示步 · Home End · Ctrl-D 离开',
  turningBack: '←→ 时间步 · ↑↓ 单元 · n 往回的下一提示步 · Home End · Tab 下一部分',
  dialing: (step: string, coarse: string) =>
    `回车保留 · ↑↓ 每次 ${step} · ←→ 每次 ${coarse} · Home End · Esc 撤回`,
  standsThere: '现状',
  takenBack: '已撤回：工作台和原来一样。',
  suggesting: 'Tab 填入建议的命令',
  running: 'Ctrl-C 停止',
  queued: (count: number) => `还有 ${count} 行在等待`,
  leave: 'Ctrl-D 离开',
  back: 'Esc 返回',
  hints: '? 给出提示',
  above: (lines: number) => `↑ 上面还有 ${lines} 行，PgUp`,
  below: (lines: number) => `↓ 下面还有 ${lines} 行，PgDn`,
  surgery: (count: number) => `${count} 项干预`,
  beforeSurgery: '这次干预之前：',
  step: (step: number) => `第 ${step} 步`,
  stepOf: (step: number, of: number) => `第 ${step} 步，共 ${of} 步`,
  rate: (perSecond: string) => `每秒 ${perSecond} 步`,
  curve: '留出数据',
  profile: '各时间步的梯度范数',
  welcome: '工作台上有两个网络。试试：gradient、train 200、memory、walk；help 列出全部命令。',
}
