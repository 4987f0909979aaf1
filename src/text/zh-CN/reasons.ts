/** 文件为何不能读写，按系统给出的代码。 */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EISDIR: '它是一个文件夹',
  ENOTDIR: '路径中有一部分不是文件夹',
  EEXIST: '已有同名文件',
  EROFS: '文件系统是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EFBIG: '文件在这里不能再变大',
  EIO: '设备报告出错',
  ENOMEM: '内存不足',
  EBADF: '它没有为写入打开',
  ENAMETOOLONG: '名称太长',
  'not-a-file': '它不是文件',
  terminal: '它是终端，没有管道输入',
  taken: '其中的内容已经在读取',
  link: '它是指向另一个文件的链接',
}
export const reason = (code: string) => REASONS[code] ?? code
