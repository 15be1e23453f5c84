import { createHash } from 'node:crypto'
import type { Workbook, Worksheet } from 'exceljs'
import { fitInto, readPicture } from './pictureSize'

export const PIXELS_PER_POINT = 96 / 72
/** A half-width character of the workbook's standard font, the unit of column widths, in pixels. */
export const DIGIT_PIXELS = 7
const EMU_PER_PIXEL = 9525
const DRAWING_NS = 'http://schemas.openxmlformats.org/drawingml/2006'
const RELATIONSHIP_NS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

interface Anchor {
  readonly column: number
  readonly row: number
  readonly imageId: number
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}

/** A cell a picture stands in and the box it may fill there, in pixels. */
export interface PictureCell {
  readonly width: number
  readonly height: number
  readonly box: { readonly width: number; readonly height: number }
}

// exceljs' streaming writer has pictures for backgrounds only. These are the parts of it a drawing needs:
// the zip it writes, the relations of a sheet, and the place near the end of the sheet where drawings are named.
interface StreamingImage {
  readonly type: 'image'
  readonly name: string
  readonly extension: 'png' | 'jpeg'
  readonly buffer: Buffer
}
interface StreamingWorkbook {
  readonly media: StreamingImage[]
  readonly zip: { append(source: unknown, entry: { readonly name: string }): unknown }
}
interface StreamingSheet {
  readonly stream: { write(text: string): unknown }
  readonly _sheetRelsWriter: { addRelationship(relation: { readonly Type: string; readonly Target: string }): string }
  _writeLegacyData(): void
}

/**
 * Pictures in cells of a streamed workbook. Equal pictures are stored once; their bytes stay in memory until the file
 * is closed, which suits imprints and photographs in registers, not picture archives.
 */
export class SheetImages {
  private readonly known = new Map<string, number>()
  private readonly drawings: string[] = []

  constructor(private readonly workbook: Workbook) {
    this.declareDrawings()
  }

  /** Collects pictures for one sheet; call `close` before the sheet is committed. */
  forSheet(sheet: Worksheet): SheetDrawing {
    return new SheetDrawing(
      (bytes, extension) => this.store(bytes, extension),
      (anchors) => this.write(sheet, anchors)
    )
  }

  private store(bytes: Uint8Array, extension: 'png' | 'jpeg'): number {
    const key = createHash('sha256').update(bytes).digest('hex')
    const known = this.known.get(key)
    if (known !== undefined) return known
    const { media } = this.workbook as unknown as StreamingWorkbook
    const added = media.length
    // addImage() declares a Buffer of its own that Node's is not
    media.push({ type: 'image', name: `image${added}.${extension}`, extension, buffer: Buffer.from(bytes) })
    this.known.set(key, added)
    return added
  }

  private write(sheet: Worksheet, anchors: readonly Anchor[]): void {
    const name = `drawing${this.drawings.length + 1}`
    this.drawings.push(name)
    const streaming = sheet as unknown as StreamingSheet
    const zip = (this.workbook as unknown as StreamingWorkbook).zip
    const original = streaming._writeLegacyData.bind(streaming)
    streaming._writeLegacyData = () => {
      const id = streaming._sheetRelsWriter.addRelationship({
        Type: `${RELATIONSHIP_NS}/drawing`,
        Target: `../drawings/${name}.xml`
      })
      streaming.stream.write(`<drawing r:id="${id}"/>`)
      original()
    }
    const images = [...new Set(anchors.map((anchor) => anchor.imageId))]
    zip.append(drawingXml(anchors, images), { name: `xl/drawings/${name}.xml` })
    zip.append(relationsXml(images.map((id) => this.mediaName(id))), { name: `xl/drawings/_rels/${name}.xml.rels` })
  }

  private mediaName(id: number): string {
    return (this.workbook as unknown as StreamingWorkbook).media[id]?.name ?? ''
  }

  private declareDrawings(): void {
    const { zip } = this.workbook as unknown as StreamingWorkbook
    const append = zip.append.bind(zip)
    zip.append = (source, entry) => {
      if (entry.name !== '[Content_Types].xml' || typeof source !== 'string') return append(source, entry)
      const overrides = this.drawings.map(
        (name) =>
          `<Override PartName="/xl/drawings/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`
      )
      return append(source.replace('</Types>', `${overrides.join('')}</Types>`), entry)
    }
  }
}

/** The pictures of one sheet while its rows are written. */
export class SheetDrawing {
  private readonly anchors: Anchor[] = []
  constructor(
    private readonly store: (bytes: Uint8Array, extension: 'png' | 'jpeg') => number,
    private readonly write: (anchors: readonly Anchor[]) => void
  ) {}

  /**
   * Puts the picture into the cell (counted from 0), as large as its box allows and in the middle. Nothing when it is
   * no PNG or JPEG.
   */
  place(bytes: Uint8Array, column: number, row: number, cell: PictureCell): void {
    const picture = readPicture(bytes)
    if (picture === undefined) return
    const imageId = this.store(bytes, picture.type === 'png' ? 'png' : 'jpeg')
    const { width, height } = fitInto(picture, cell.box.width, cell.box.height)
    this.anchors.push({
      column,
      row,
      imageId,
      width,
      height,
      left: (cell.width - width) / 2,
      top: (cell.height - height) / 2
    })
  }

  close(): void {
    if (this.anchors.length > 0) this.write(this.anchors)
  }
}

function drawingXml(anchors: readonly Anchor[], images: readonly number[]): string {
  const pictures = anchors.map((anchor, index) => {
    const extent = `cx="${Math.round(anchor.width * EMU_PER_PIXEL)}" cy="${Math.round(anchor.height * EMU_PER_PIXEL)}"`
    return (
      `<xdr:oneCellAnchor><xdr:from><xdr:col>${anchor.column}</xdr:col><xdr:colOff>${Math.round(anchor.left * EMU_PER_PIXEL)}</xdr:colOff><xdr:row>${anchor.row}</xdr:row>` +
      `<xdr:rowOff>${Math.round(anchor.top * EMU_PER_PIXEL)}</xdr:rowOff></xdr:from><xdr:ext ${extent}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${index + 2}" name="图片${index + 1}"/>` +
      `<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${images.indexOf(anchor.imageId) + 1}"/>` +
      `<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm>` +
      '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    )
  })
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xdr:wsDr xmlns:xdr="${DRAWING_NS}/spreadsheetDrawing" xmlns:a="${DRAWING_NS}/main" ` +
    `xmlns:r="${RELATIONSHIP_NS}">${pictures.join('')}</xdr:wsDr>`
  )
}

function relationsXml(media: readonly string[]): string {
  const relations = media.map(
    (name, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIP_NS}/image" Target="../media/${name}"/>`
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    `${relations.join('')}</Relationships>`
  )
}
