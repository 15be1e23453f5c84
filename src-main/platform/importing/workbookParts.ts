import { posix } from 'node:path'
import type { Archive } from './archive'
import type { ImportLimits } from './limits'
import { numberStyle, type NumberStyle } from './numberFormat'
import { spokenText } from './storedText'
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
  /** By cell style index: how numbers of that style are shown. */
  readonly styles: readonly NumberStyle[]
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean
}

interface Relation {
  readonly type: string
  readonly part: string
}

/** The relations of a part by id, their targets as names in the archive; none where the part has no relations. */
async function readRelations(archive: Archive, owner: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(owner)
  const file = posix.join(folder, '_rels', `${posix.basename(owner)}.rels`)
  const relations = new Map<string, Relation>()
  if (!archive.has(file)) return relations
  await archive.readXml(file, {
    open: (name, { Id, Type = '', Target = '', TargetMode = '' }) => {
      if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return
      const target = Target.replaceAll('\\', '/')
      const part = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part })
    }
  })
  return relations
}

const USUAL_WORKBOOK = 'xl/workbook.xml'

/**
 * The part that is the workbook: what the package's relations say, else what its list of contents says, else where
 * programs usually put it. Undefined for an archive that is none.
 */
export async function workbookPart(archive: Archive): Promise<string | undefined> {
  const related = [...(await readRelations(archive, '.')).values()].find(({ type }) => type === 'officeDocument')?.part
  const found = [related, await listedWorkbook(archive), USUAL_WORKBOOK].find(
    (part) => part !== undefined && archive.has(part)
  )
  return found !== undefined && /\.xml$/i.test(found) && (await isSpreadsheet(archive, found)) ? found : undefined
}

async function listedWorkbook(archive: Archive): Promise<string | undefined> {
  let part: string | undefined
  if (archive.has('[Content_Types].xml'))
    await archive.readXml('[Content_Types].xml', {
      open: (name, { PartName, ContentType = '' }) => {
        if (name === 'Override' && /(?:sheet|template)\.(?:macroEnabled\.)?main\+xml$/i.test(ContentType))
          part ??= PartName?.replace(/^\//, '')
      }
    })
  return part
}

/** Word documents and presentations have a main part too; only a workbook's holds sheets. */
async function isSpreadsheet(archive: Archive, part: string): Promise<boolean> {
  let root: string | undefined
  await archive.readXml(part, {
    open: (name) => {
      root ??= name
    }
  })
  return root === 'workbook'
}

async function readNumberStyles(archive: Archive, part: string): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>()
  const styles: NumberStyle[] = []
  let inCellFormats = false
  await archive.readXml(part, {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name !== 'xf' || !inCellFormats) return
      const id = Number(attributes['numFmtId'] ?? 0)
      styles.push(numberStyle(id, codes.get(id)))
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
        if (strings.length >= limits.cells)
          throw new UnreadableFile('tooLarge', '工作簿内容过多，请分成几个文件后再导入')
        strings.push(spokenText(text))
      }
    }
  })
  return strings
}

/** Reads what precedes the cells: the list of worksheets, shared strings, date styles. */
export async function readWorkbookParts(
  archive: Archive,
  workbook: string,
  limits: ImportLimits
): Promise<WorkbookParts> {
  const relations = await readRelations(archive, workbook)
  const sheets: SheetPart[] = []
  let from1904 = false
  await archive.readXml(workbook, {
    open: (name, attributes) => {
      // Newer programs repeat the element in an extension block, without the attribute.
      if (name === 'workbookPr' && attributes['date1904'] !== undefined)
        from1904 = ['1', 'true'].includes(attributes['date1904'])
      if (name !== 'sheet') return
      const idAttribute = Object.keys(attributes).find((key) => key.endsWith(':id'))
      const relation = relations.get(idAttribute === undefined ? '' : (attributes[idAttribute] ?? ''))
      if (relation?.type !== 'worksheet') return
      sheets.push({
        name: attributes['name'] ?? '',
        hidden: (attributes['state'] ?? 'visible') !== 'visible',
        part: relation.part
      })
    }
  })
  if (sheets.length === 0) throw damaged()
  if (sheets.length > limits.sheets)
    throw new UnreadableFile('tooLarge', `工作表超过${limits.sheets}个，请分成几个文件后再导入`)
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
    styles: styles === undefined ? [] : await readNumberStyles(archive, styles)
  }
}
