/** Why a file could not be read or written, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is not a folder',
  EEXIST: 'there is a file of that name',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file may not become that large here',
  EIO: 'the device reports an error',
  ENOMEM: 'there is too little memory',
  EBADF: 'it is not open for writing',
  ENAMETOOLONG: 'the name is too long',
  'not-a-file': 'it is not a file',
  terminal: 'nothing is piped into it, it is a terminal',
  taken: 'what comes through it is read already',
  link: 'it is a link to another file',
}
export const reason = (code: string) => REASONS[code] ?? code
