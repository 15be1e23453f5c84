import { secrecyClasses, type SecrecyClass } from '../../../contract/confidential/words'
import { parseTypedDate } from '../../../contract/typedDate'
import { compact, halfWidth } from '../../../contract/typedText'
import type { ImportRow } from '../../../office/outputs/importDefinition'
import { copyNumbersOf } from '../carrier/copyNumbers'
import { cell } from './importFields'

/** A file of the old register, put together from its rows. */
export interface BookFile {
  readonly number: string
  readonly row: ImportRow
  readonly rows: readonly ImportRow[]
  readonly receivedOn: string | undefined
  readonly issuedOn: string | undefined
  readonly issuer: string
  readonly documentNumber: string
  readonly code: string
  readonly secrecy: SecrecyClass | undefined
  readonly years: number | undefined
  readonly copyNumbers: readonly (string | undefined)[]
  readonly saidCopies: number | undefined
  readonly pages: number | undefined
  readonly scope: readonly string[]
  readonly cabinet: string
  readonly receivedBy: string
  readonly remarks: string
}

/** A circulation entry. */
export interface BookLeg {
  readonly row: ImportRow
  readonly number: string
  readonly copyNumber: string
  readonly reader: string
  readonly outAt: string
  readonly returnedAt: string
}

/** A copying entry. */
export interface BookCopy {
  readonly row: ImportRow
  readonly number: string
  readonly original: string
  readonly newNumbers: readonly string[]
  readonly count: number
  readonly madeOn: string | undefined
  readonly purpose: string
  readonly consent: string
  readonly handler: string
}

/** A return or destruction entry. */
export interface BookEnding {
  readonly row: ImportRow
  readonly number: string
  readonly copyNumber: string
  readonly destroyed: boolean
  readonly endedOn: string | undefined
  readonly place: string
  readonly handler: string
  readonly second: string
  readonly receipt: string
}

export interface Book {
  readonly files: readonly BookFile[]
  readonly legs: readonly BookLeg[]
  readonly copies: readonly BookCopy[]
  readonly endings: readonly BookEnding[]
}

/** A day as typed; without its year it is meant in the year of the register number. */
function dayOf(typed: string, number: string): string | undefined {
  const year = /(?:19|20)\d\d/.exec(number)?.[0]
  const read = parseTypedDate(typed, {
    serials: true,
    shortYears: true,
    ...(year ? { referenceYear: Number(year) } : {})
  })
  return read.ok ? read.value : undefined
}

const wholeOf = (typed: string): number | undefined => {
  const digits = /^\d+/.exec(compact(typed))?.[0]
  return digits === undefined ? undefined : Number(digits)
}

/** 秘密★10年, 机密 5年, 内部: class and years. */
function classOf(typed: string): { readonly secrecy: SecrecyClass | undefined; readonly years: number | undefined } {
  const text = compact(typed)
  const found = (Object.entries(secrecyClasses) as [SecrecyClass, string][]).find(([, word]) => text.startsWith(word))
  const years = /(\d+)年/.exec(text)?.[1]
  return { secrecy: found?.[0], years: years === undefined ? undefined : Number(years) }
}

const namesOf = (typed: string): readonly string[] =>
  halfWidth(typed)
    .split(/[、,，;；\s]+/)
    .filter((name) => name !== '')

/** Rows of all sheets as the entries they are, told by the columns their sheet has. */
export function bookOf(rows: readonly ImportRow[]): Book {
  const files = new Map<string, ImportRow[]>()
  const legs: BookLeg[] = []
  const copies: BookCopy[] = []
  const endings: BookEnding[] = []
  for (const row of rows) {
    const number = cell(row, 'number')
    if ('reader' in row.values)
      legs.push({
        row,
        number,
        copyNumber: cell(row, 'copyNumber'),
        reader: cell(row, 'reader'),
        outAt: cell(row, 'outAt'),
        returnedAt: cell(row, 'returnedAt')
      })
    else if ('newNumbers' in row.values)
      copies.push({
        row,
        number,
        original: cell(row, 'original'),
        newNumbers: namesOf(cell(row, 'newNumbers')),
        count: wholeOf(cell(row, 'copyCount')) ?? 0,
        madeOn: dayOf(cell(row, 'madeOn'), number),
        purpose: cell(row, 'purpose'),
        consent: cell(row, 'consent'),
        handler: cell(row, 'handler')
      })
    else if ('method' in row.values)
      endings.push({
        row,
        number,
        copyNumber: cell(row, 'copyNumber'),
        destroyed: cell(row, 'method').includes('销毁'),
        endedOn: dayOf(cell(row, 'endedOn'), number),
        place: cell(row, 'place'),
        handler: cell(row, 'handler'),
        second: cell(row, 'second'),
        receipt: cell(row, 'receipt')
      })
    else files.set(number, [...(files.get(number) ?? []), row])
  }
  const made = new Set(copies.flatMap(({ number, newNumbers }) => newNumbers.map((each) => `${number} ${each}`)))
  return { files: [...files].map(([number, own]) => withoutMade(fileOf(number, own), made)), legs, copies, endings }
}

/** A file without the copies made of it here: they are of the sheet of copies, where a register lists them twice. */
function withoutMade(file: BookFile, made: ReadonlySet<string>): BookFile {
  const { number, copyNumbers, saidCopies } = file
  const received = copyNumbers.filter((each) => !made.has(`${number} ${each ?? ''}`))
  if (received.length === 0 || received.length === copyNumbers.length) return file
  const said = saidCopies === copyNumbers.length ? received.length : saidCopies
  return { ...file, copyNumbers: received, saidCopies: said }
}

function fileOf(number: string, rows: readonly ImportRow[]): BookFile {
  const [row = { sheet: '', row: 0, values: {} }] = rows
  const issued = cell(row, 'issuedOn')
  return {
    number,
    row,
    rows,
    receivedOn: dayOf(cell(row, 'receivedOn'), number),
    issuedOn: issued === '' ? undefined : dayOf(issued, number),
    issuer: cell(row, 'issuer'),
    documentNumber: cell(row, 'documentNumber'),
    code: cell(row, 'code'),
    ...classOf(cell(row, 'secrecy')),
    // 无 and an empty cell are one carrier without a number.
    copyNumbers: rows.flatMap((each) => {
      const read = copyNumbersOf(cell(each, 'copyNumber'))
      return read.length > 0 ? read : [undefined]
    }),
    saidCopies: wholeOf(cell(row, 'copies')),
    pages: wholeOf(cell(row, 'pages')),
    scope: namesOf(cell(row, 'scope')),
    cabinet: cell(row, 'cabinet'),
    receivedBy: cell(row, 'receivedBy'),
    remarks: cell(row, 'remarks')
  }
}

/** Register numbers whose document and copy number another file of the book has already, with that file's number. */
export function repeatedIn({ files }: Book): ReadonlyMap<string, { readonly of: string; readonly copyNumber: string }> {
  const seen = new Map<string, string>()
  const repeated = new Map<string, { of: string; copyNumber: string }>()
  for (const file of files)
    for (const copyNumber of file.copyNumbers) {
      if (copyNumber === undefined || file.documentNumber === '') continue
      const key = `${compact(file.issuer)} ${compact(file.documentNumber)} ${copyNumber}`
      const of = seen.get(key)
      if (of !== undefined && of !== file.number) repeated.set(file.number, { of, copyNumber })
      else seen.set(key, file.number)
    }
  return repeated
}

/** Circulation entries that begin before the one before them, of the same carrier, had come back. */
export function overlapsIn({ legs }: Book): readonly { readonly leg: BookLeg; readonly before: BookLeg }[] {
  const last = new Map<string, BookLeg>()
  const found: { leg: BookLeg; before: BookLeg }[] = []
  for (const leg of [...legs].sort((one, other) => (one.outAt < other.outAt ? -1 : 1))) {
    const key = `${leg.number} ${leg.copyNumber}`
    const before = last.get(key)
    if (before && before.returnedAt > leg.outAt) found.push({ leg, before })
    last.set(key, leg)
  }
  return found
}
