import { posix } from 'node:path'
import type { Archive } from './archive'
import type { ImportLimits } from './limits'
import { UnreadableFile, damaged } from './unreadableFile'

export interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/** What the cells of every worksheet refer to. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly sharedStrings: readonly string[]
  /** By cell style index: whether numbers of that style are shown as dates or times. */
  readonly dateStyles: readonly boolean[]
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean
}

const RELATIONS = 'xl/_rels/workbook.xml.rels'

/** Number formats that are dates without being spelt out in the file; 27–36 and 50–58 are the Chinese ones. */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58]
]

/** Whether a number format such as `yyyy"年"m"月"d"日"` shows a date or a time. */
export function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare)
}

async function readRelations(archive: Archive): Promise<ReadonlyMap<string, { readonly type: string; readonly part: string }>> {
  const relations = new Map<string, { type: string; part: string }>()
  await archive.readXml(RELATIONS, {
    open: (name, { Id, Type = '', Target = '' }) => {
      if (name !== 'Relationship' || Id === undefined) return
      const part = Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target)
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part })
    }
  })
  return relations
}

async function readDateStyles(archive: Archive, part: string): Promise<readonly boolean[]> {
  const customDates = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCellFormats = false
  await archive.readXml(part, {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt') customDates.set(Number(attributes['numFmtId']), isDateFormat(attributes['formatCode'] ?? ''))
      if (name !== 'xf' || !inCellFormats) return
      const id = Number(attributes['numFmtId'] ?? 0)
      styles.push(customDates.get(id) ?? BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to))
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    }
  })
  return styles
}

async function readSharedStrings(archive: Archive, part: string, limits: ImportLimits): Promise<readonly string[]> {
  const strings: string[] = []
  let text = ''
  let inText = false
  let inPhonetic = false
  await archive.readXml(part, {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text: (piece) => {
      if (inText) text += piece
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') {
        if (strings.length >= limits.cells) throw new UnreadableFile('tooLarge', '工作簿内容过多，请分成几个文件后再导入')
        strings.push(text)
      }
    }
  })
  return strings
}

/** Reads what precedes the cells: the list of worksheets, shared strings, date styles. */
export async function readWorkbookParts(archive: Archive, limits: ImportLimits): Promise<WorkbookParts> {
  const relations = await readRelations(archive)
  const sheets: SheetPart[] = []
  let from1904 = false
  await archive.readXml('xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const idAttribute = Object.keys(attributes).find((key) => key.endsWith(':id'))
      const relation = relations.get(idAttribute === undefined ? '' : (attributes[idAttribute] ?? ''))
      if (relation?.type !== 'worksheet') return
      sheets.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', part: relation.part })
    }
  })
  if (sheets.length === 0) throw damaged()
  if (sheets.length > limits.sheets) throw new UnreadableFile('tooLarge', `工作表超过${limits.sheets}个，请分成几个文件后再导入`)
  const partOf = (type: string): string | undefined => {
    const part = [...relations.values()].find((relation) => relation.type === type)?.part
    return part !== undefined && archive.has(part) ? part : undefined
  }
  const strings = partOf('sharedStrings')
  const styles = partOf('styles')
  return {
    sheets,
    from1904,
    sharedStrings: strings === undefined ? [] : await readSharedStrings(archive, strings, limits),
    dateStyles: styles === undefined ? [] : await readDateStyles(archive, styles)
  }
}
