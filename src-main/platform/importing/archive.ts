import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'
import type { ImportLimits } from './limits'
import { UnreadableFile, damaged } from './unreadableFile'

/** What a reader does at each tag and text of an XML part; names come without their namespace prefix. */
interface XmlHandler {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Characters of XML without a tag, far more than a cell can hold. */
const LONGEST_RUN = 1_000_000

/** Part names are compared without letter case, as the packaging standard says; some programs write back slashes. */
function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

/** Names without their namespace prefix: some programs write `x:row`. */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * The parts of a zipped workbook. Sizes are those of the central directory; reading a part fails when it turns out
 * larger.
 */
export class Archive {
  readonly #zip: yauzl.ZipFile
  readonly #entries: ReadonlyMap<string, yauzl.Entry>
  readonly #limits: ImportLimits

  private constructor(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>, limits: ImportLimits) {
    this.#zip = zip
    this.#entries = entries
    this.#limits = limits
  }

  /** Opens the archive and lists its parts without unpacking anything. */
  static async open(path: string, limits: ImportLimits): Promise<Archive> {
    const zip = await yauzl
      .openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
      .catch(asDamaged)
    try {
      if (zip.entryCount > limits.archiveEntries)
        throw new UnreadableFile('tooLarge', '工作簿内部文件过多，请另存为新的工作簿后再导入')
      const entries = new Map<string, yauzl.Entry>()
      for await (const entry of zip.eachEntry()) entries.set(partKey(entry.fileName), entry)
      return new Archive(zip, entries, limits)
    } catch (fault) {
      zip.close()
      return asDamaged(fault)
    }
  }

  /** Bytes of a part once unpacked, as the archive's directory says; 0 when there is none. */
  sizeOf(part: string): number {
    return this.#entries.get(partKey(part))?.uncompressedSize ?? 0
  }

  /** Bytes of all parts once unpacked. */
  get unpackedBytes(): number {
    return [...this.#entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  }

  /** Whether the archive has a part of that name. */
  has(part: string): boolean {
    return this.#entries.has(partKey(part))
  }

  /** Releases the file. */
  close(): void {
    this.#zip.close()
  }

  /** Streams an XML part through a handler; refuses a part that is missing, oversized or not well-formed. */
  async readXml(part: string, handler: XmlHandler): Promise<void> {
    const entry = this.#entries.get(partKey(part))
    if (!entry) throw damaged()
    if (entry.isEncrypted()) throw new UnreadableFile('passwordProtected', '工作簿已加密，请取消密码后另存再导入')
    if (entry.uncompressedSize > this.#limits.partBytes)
      throw new UnreadableFile('tooLarge', '工作簿展开后过大，请删除多余的行、列和图片，或分成几个文件后再导入')
    const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
    parser.on('error', () => {
      throw damaged()
    })
    parser.on('opentag', (tag) => handler.open?.(localName(tag.name), tag.attributes))
    parser.on('closetag', (tag) => handler.close?.(localName(tag.name)))
    parser.on('text', (text) => handler.text?.(text))
    parser.on('cdata', (text) => handler.text?.(text))
    const stream = await this.#zip.openReadStreamPromise(entry).catch(asDamaged)
    stream.setEncoding('utf8')
    try {
      let sinceTag = 0
      for await (const chunk of stream) {
        const text = String(chunk)
        const tag = text.lastIndexOf('<')
        sinceTag = tag < 0 ? sinceTag + text.length : text.length - tag
        // A parser holds a text until its end: one that never ends would fill the memory.
        if (sinceTag > LONGEST_RUN) throw new UnreadableFile('tooLarge', '工作簿里有一格文字过长，请删短后再导入')
        parser.write(text)
      }
      parser.close()
    } catch (fault) {
      asDamaged(fault)
    } finally {
      stream.destroy()
    }
  }
}

/** Faults of unpacking say that the file is broken; faults of our own code stay what they are. */
function asDamaged(fault: unknown): never {
  const known =
    fault instanceof UnreadableFile || fault instanceof TypeError || (fault instanceof Error && 'syscall' in fault)
  throw known ? fault : damaged()
}
