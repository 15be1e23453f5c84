import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/** Words planted in what is sealed; none of them may ever be found outside the officer's own sight. */
export const planted = {
  code: '鹬蚌七号',
  title: '关于螭龙堰隐蔽工程的密件',
  issuer: '桫椤县秘书处',
  documentNumber: '桫椤密〔2026〕17号',
  notes: '由骉师傅亲手交来'
} as const

/** Every planted word. */
export const plantedWords: readonly string[] = Object.values(planted)

/** The planted words that a text tells. */
export const toldBy = (text: string): readonly string[] => plantedWords.filter((word) => text.includes(word))

/** Every file below a folder. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** The bytes of a file as text, those of a zip container unpacked as well. */
export function readable(bytes: Buffer): string {
  const parts = [bytes.toString('utf8'), bytes.toString('utf16le')]
  for (
    let at = bytes.indexOf('PK\u0003\u0004', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0003\u0004', at + 4, 'latin1')
  ) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    try {
      parts.push(inflateRawSync(bytes.subarray(start)).toString('utf8'))
    } catch {
      // Not deflated, or the signature stood there by chance.
    }
  }
  return parts.join('\n')
}

/** Planted words that stand anywhere in a folder: in a file's name or content. */
export async function traces(folder: string): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const path of await filesBelow(folder))
    for (const word of toldBy(`${path}\n${readable(await readFile(path))}`)) found.add(word)
  return [...found]
}
