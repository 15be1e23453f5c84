import type { CarrierAct } from '../../../contract/confidential/words'
import { invalid } from '../../../kernel/fault'
import { instantAt, localDateOf } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { citeFor } from '../../../kernel/rules/regulation'
import type { AnyRule } from '../../../kernel/rules/rule'
import { holdersOf } from '../../../office/actors'
import { Person } from '../../../office/entities'
import type { ImportLookup, ImportRow } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { standingAfter } from '../carrier/chain'
import {
  Cabinet,
  Carrier,
  CarrierStanding,
  CarrierStep,
  ConfidentialFile,
  CopyRequest,
  Ending,
  EndingLine,
  EndingRecord,
  Lapse,
  Leg,
  LegReturn,
  ScopeEntry
} from '../entities'
import { keepReading } from '../reading/log'
import { ceilingYears, expiryOf } from '../rules/period'
import { SEC_08, SEC_10 } from '../rules/carriers'
import { SEC_07 } from '../rules/circulation'
import { SEC_03 } from '../rules/register'
import { seal, sealIf } from '../secrets'
import { bookOf, overlapsIn, repeatedIn, type Book, type BookFile } from './importBook'
import { labelOf } from './register'

const carriedOver = '原登记簿转入'
const noon = '12:00'

/** A step a carrier took in the old book, kept until all are known and can be written in the order they happened. */
interface Event {
  readonly act: CarrierAct
  readonly at: string
  readonly fromName: string
  readonly toName: string
  readonly holderId: string | null
  readonly place: string
  readonly paper: string
}

interface Opened {
  readonly carrier: Carrier
  readonly events: Event[]
}

/** Takes an old register over: files, carriers and everything that happened with them, as opening entries in the order it happened. */
export async function openRegister(unit: UnitOfWork, rows: readonly ImportRow[], lookup: ImportLookup): Promise<void> {
  const book = bookOf(rows)
  const opening = new Opening(unit, lookup, book)
  await opening.files()
  await opening.copies()
  await opening.legs()
  await opening.endings()
  await opening.write()
}

class Opening {
  private readonly carriers = new Map<string, Opened>()
  private readonly fileIds = new Map<string, { readonly id: string; readonly number: string; readonly cabinet: string }>()
  private officer: Person | undefined

  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookup: ImportLookup,
    private readonly book: Book
  ) {}

  private except(rule: AnyRule, message: string): Promise<void> {
    const { unit } = this
    return unit.except({ rule: rule.id, message, source: citeFor(unit.book.profile, rule.sources), reason: `${carriedOver}，待核对` })
  }

  /** Files with their scope and their original carriers; one that repeats another is left out and said. */
  async files(): Promise<void> {
    const { unit, lookup, book } = this
    const repeated = repeatedIn(book)
    for (const [number, { of, copyNumber }] of repeated) await this.except(SEC_03, `${number}与${of}是同一文号、同一份号${copyNumber}，没有转入`)
    const taken = book.files.filter(({ number }) => !repeated.has(number))
    const numbers = await unit.nextNumbers('MJ', taken.length)
    for (const [index, file] of taken.entries()) {
      const cabinet = await this.cabinet(file.cabinet || '未登记存放')
      const number = numbers[index] ?? ''
      const id = unit.newId()
      await this.file(file, { id, number, cabinetId: cabinet.id })
      this.fileIds.set(file.number, { id, number, cabinet: cabinet.label })
      const people = file.scope.map((name) => ({ name, personId: lookup.personId(name) ?? null }))
      await unit.appendMany(
        ScopeEntry,
        people.map(({ name, personId }) => ({
          fileId: id,
          change: 'add' as const,
          personId,
          name,
          post: null,
          at: unit.now,
          requestId: null,
          byName: carriedOver
        }))
      )
      for (const [copy, copyNumber] of file.copyNumbers.entries())
        await this.carrier(file.number, copyNumber, {
          kind: 'original',
          label: labelOf(number, copyNumber, copy),
          pages: file.pages ?? 0,
          event: {
            act: 'registered',
            at: instantAt(file.receivedOn ?? unit.today, '09:00'),
            fromName: file.receivedBy,
            toName: file.receivedBy,
            holderId: null,
            place: cabinet.label,
            paper: file.number
          }
        })
    }
    await keepReading(unit, { kind: 'import', what: '转入密级文件登记簿', number: null, count: taken.length })
  }

  private async file(
    file: BookFile,
    { id, number, cabinetId }: { readonly id: string; readonly number: string; readonly cabinetId: string }
  ): Promise<void> {
    const { unit, lookup } = this
    const ceilings = SEC_03.values(unit.book)
    const secrecy = file.secrecy ?? 'internal'
    const ceiling = ceilingYears(secrecy, ceilings)
    const over = ceiling !== undefined && file.years !== undefined && file.years > ceiling
    if (over) await this.except(SEC_03, `${number}（原${file.number}）登记的期限${file.years ?? ''}年超过上限，按${ceiling ?? ''}年转入`)
    if (file.saidCopies !== undefined && file.saidCopies !== file.copyNumbers.length)
      await this.except(SEC_03, `${number}（原${file.number}）登记${file.saidCopies}份，份号只有${file.copyNumbers.length}个`)
    if (file.receivedBy === '') await this.except(SEC_03, `${number}（原${file.number}）没有登记签收人`)
    const years = over ? ceiling : file.years
    const period = years === undefined ? ({ kind: 'ceiling' } as const) : ({ kind: 'years', years } as const)
    const place = { table: 'confidential_files', id }
    const text = (column: string, value: string) => sealIf(lookup.house, place, column, value)
    await unit.insert(ConfidentialFile, {
      id,
      number,
      receivedOn: file.receivedOn ?? unit.today,
      origin: 'opening',
      secrecy,
      issuedOn: file.issuedOn ?? null,
      periodKind: period.kind,
      periodYears: years ?? null,
      // Counted from the day of issue; an old book that does not say it leaves the end open until somebody looks.
      expiresOn: expiryOf(secrecy, file.issuedOn ?? null, period, ceilings),
      central: false,
      pages: file.pages ?? 0,
      cabinetId,
      receivedById: lookup.personId(file.receivedBy) ?? null,
      receivedByName: file.receivedBy,
      deliveryId: null,
      classificationId: null,
      codeSealed: await text('code', file.code),
      titleSealed: null,
      issuerSealed: await text('issuer', file.issuer),
      documentNumberSealed: await text('documentNumber', file.documentNumber),
      conditionSealed: null,
      notesSealed: await text('notes', file.remarks),
      formerNumber: file.number,
      registeredOn: unit.today,
      state: 'held',
      declassifiedOn: null
    })
  }

  private async carrier(
    fileNumber: string,
    copyNumber: string | undefined,
    made: Pick<Carrier, 'kind' | 'label' | 'pages'> & {
      readonly event: Event
      readonly parentId?: string
      readonly copyRequestId?: string
    }
  ): Promise<void> {
    const { unit, lookup } = this
    const file = this.fileIds.get(fileNumber)
    if (!file) return
    const id = unit.newId()
    const { kind, label, pages, event, parentId = null, copyRequestId = null } = made
    const carrier = await unit.append(Carrier, {
      id,
      fileId: file.id,
      kind,
      copyNumber: copyNumber ?? null,
      label,
      pages,
      parentId,
      copyRequestId,
      noNumberReasonSealed:
        copyNumber === undefined ? await seal(lookup.house, { table: 'confidential_carriers', id }, 'noNumberReason', '原登记簿没有份号') : null,
      at: unit.now
    })
    this.carriers.set(`${fileNumber} ${copyNumber ?? ''}`, { carrier, events: [event] })
  }

  /** Copies made: each a carrier of its own; of 绝密 without consent they are there all the same, and said. */
  async copies(): Promise<void> {
    const { unit, lookup, book } = this
    const made = book.copies.filter(({ number }) => this.fileIds.has(number))
    const numbers = await unit.nextNumbers('MFZ', made.length)
    for (const [index, copy] of made.entries()) {
      const parent = this.carriers.get(`${copy.number} ${copy.original}`)
      const file = this.fileIds.get(copy.number)
      if (!parent || !file) continue
      const id = unit.newId()
      const at = instantAt(copy.madeOn ?? unit.today, noon)
      const place = { table: 'confidential_copy_requests', id }
      const of = book.files.find(({ number }) => number === copy.number)
      if (of?.secrecy === 'topSecret' && copy.consent === '')
        await this.except(SEC_08, `${file.number}（原${copy.number}）是绝密，没有发文机关同意即复制${copy.newNumbers.length}份`)
      await unit.insert(CopyRequest, {
        id,
        number: numbers[index] ?? '',
        fileId: file.id,
        carrierId: parent.carrier.id,
        count: copy.newNumbers.length,
        purposeSealed: await seal(lookup.house, place, 'purpose', copy.purpose),
        consentSealed: await sealIf(lookup.house, place, 'consent', copy.consent),
        applicantId: null,
        submittedOn: localDateOf(at),
        stamped: true,
        copyNumbers: copy.newNumbers.join('、'),
        madeAt: at,
        madeByName: copy.handler,
        opening: true,
        state: 'done',
        approvalId: null
      })
      for (const copyNumber of copy.newNumbers)
        await this.carrier(copy.number, copyNumber, {
          kind: 'copy',
          label: `${file.number} ${copyNumber}`,
          pages: parent.carrier.pages,
          parentId: parent.carrier.id,
          copyRequestId: id,
          event: {
            act: 'copied',
            at,
            fromName: copy.handler,
            toName: copy.handler,
            holderId: null,
            place: file.cabinet,
            paper: numbers[index] ?? ''
          }
        })
    }
  }

  /** Readings: late ones stay late, one begun before the last had ended is said. */
  async legs(): Promise<void> {
    const { unit, lookup, book } = this
    const overlaps = new Set(overlapsIn(book).map(({ leg }) => leg))
    const read = book.legs.filter(({ number, copyNumber }) => this.carriers.has(`${number} ${copyNumber}`))
    const numbers = await unit.nextNumbers('MCY', read.length)
    for (const [index, leg] of read.entries()) {
      const opened = this.carriers.get(`${leg.number} ${leg.copyNumber}`)
      const file = this.fileIds.get(leg.number)
      const readerId = lookup.personId(leg.reader)
      if (!opened || !file || !readerId) continue
      const number = numbers[index] ?? ''
      const outOn = localDateOf(leg.outAt)
      const officerName = (await this.keeper()).name
      const late = leg.returnedAt !== '' && localDateOf(leg.returnedAt) > outOn
      const { id } = await unit.append(Leg, {
        number,
        fileId: file.id,
        carrierId: opened.carrier.id,
        readerId,
        readerName: leg.reader,
        readerPosition: '',
        officerId: null,
        officerName,
        outAt: leg.outAt,
        outOn,
        dueAt: instantAt(addDays(outOn, 1), '00:00'),
        dueOn: outOn,
        leaveId: null,
        opening: true
      })
      const common = { holderId: null, paper: number }
      opened.events.push({
        ...common,
        act: 'lent',
        at: leg.outAt,
        fromName: officerName,
        toName: leg.reader,
        holderId: readerId,
        place: '办公场所'
      })
      if (overlaps.has(leg)) await this.except(SEC_07, `${opened.carrier.label}没有归还就送阅下一人${leg.reader}`)
      if (leg.returnedAt === '') continue
      await unit.append(LegReturn, {
        legId: id,
        at: leg.returnedAt,
        pages: opened.carrier.pages,
        officerId: null,
        officerName,
        late,
        noteSealed: null
      })
      opened.events.push({ ...common, act: 'cameBack', at: leg.returnedAt, fromName: leg.reader, toName: officerName, place: file.cabinet })
      if (late)
        await unit.append(Lapse, {
          rule: SEC_07.id,
          what: '传阅逾期归还',
          subjectType: 'confidentialLeg',
          subjectId: id,
          number,
          personName: leg.reader,
          dueOn: outOn,
          doneAt: leg.returnedAt,
          reasonSealed: null
        })
    }
  }

  /** Returns with a receipt and destructions by two end a carrier; others leave it to be looked for (SEC-10). */
  async endings(): Promise<void> {
    const { unit, lookup, book } = this
    const lawful = book.endings.filter(({ destroyed, second, receipt }) => (destroyed ? second !== '' : receipt !== ''))
    for (const ending of book.endings) {
      const opened = this.carriers.get(`${ending.number} ${ending.copyNumber}`)
      if (!opened || lawful.includes(ending)) continue
      await this.except(
        SEC_10,
        `${opened.carrier.label}${ending.destroyed ? '由一人销毁' : '清退没有回执'}，没有按${ending.destroyed ? '销毁' : '清退'}转入，去向待核`
      )
      const at = instantAt(ending.endedOn ?? unit.today, noon)
      opened.events.push({ act: 'unsettled', at, fromName: ending.handler, toName: '', holderId: null, place: ending.place, paper: ending.number })
    }
    const lists = new Map<string, typeof lawful>()
    for (const ending of lawful) {
      const key = `${ending.endedOn ?? ''} ${ending.destroyed ? 'destroy' : 'giveBack'}`
      lists.set(key, [...(lists.get(key) ?? []), ending])
    }
    const ordered = [...lists].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, list]) => list)
    const numbers = await unit.nextNumbers('MQX', ordered.length)
    for (const [index, list] of ordered.entries()) {
      const [first] = list
      if (!first) continue
      const kind = first.destroyed ? ('destroy' as const) : ('giveBack' as const)
      const at = instantAt(first.endedOn ?? unit.today, noon)
      const id = unit.newId()
      const number = numbers[index] ?? ''
      await unit.insert(Ending, {
        id,
        number,
        kind,
        year: first.destroyed ? null : Number(localDateOf(at).slice(0, 4)),
        carriers: list.length,
        done: list.length,
        agencySealed: await seal(lookup.house, { table: 'confidential_endings', id }, 'agency', first.place),
        applicantId: null,
        submittedOn: localDateOf(at),
        opening: true,
        state: 'done',
        approvalId: null,
        doneAt: at
      })
      for (const ending of list) {
        const opened = this.carriers.get(`${ending.number} ${ending.copyNumber}`)
        if (!opened) continue
        const { carrier } = opened
        await unit.append(EndingLine, { endingId: id, fileId: carrier.fileId, carrierId: carrier.id, label: carrier.label })
        await unit.append(EndingRecord, {
          endingId: id,
          carrierId: carrier.id,
          at,
          day: localDateOf(at),
          place: ending.place,
          receiptNumber: ending.receipt,
          officerName: ending.handler,
          supervisorNames: ending.second
        })
        opened.events.push({
          act: first.destroyed ? 'destroyed' : 'givenBack',
          at,
          fromName: ending.handler,
          toName: '',
          holderId: null,
          place: ending.place,
          paper: number
        })
      }
    }
  }

  /** Every carrier's chain in the order of what happened, and where it stands at its end. */
  async write(): Promise<void> {
    const { unit } = this
    const standings: CarrierStanding[] = []
    for (const { carrier, events } of this.carriers.values()) {
      let standing: CarrierStanding | undefined
      for (const event of [...events].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
        const step = await unit.append(CarrierStep, { ...event, carrierId: carrier.id, dueAt: null, byName: carriedOver })
        standing = standingAfter(carrier, standing, step)
      }
      if (standing) standings.push(standing)
    }
    await unit.deriveMany(CarrierStanding, standings)
  }

  private readonly cabinets = new Map<string, Cabinet>()

  /** A cabinet by its name in the book; one the ledger does not know is entered, its keys with the officer. */
  private async cabinet(label: string): Promise<Cabinet> {
    const { unit } = this
    const known = this.cabinets.get(label) ?? (await unit.manager.findOneBy(Cabinet, { label }))
    const holder = await this.keeper()
    const cabinet = known ?? (await unit.insert(Cabinet, { label, place: label, holderId: holder.id, holderName: holder.name, since: unit.today }))
    this.cabinets.set(label, cabinet)
    return cabinet
  }

  /** The officer of the day, who has the keys. */
  private async keeper(): Promise<Person> {
    const { unit } = this
    if (this.officer) return this.officer
    const [id] = await holdersOf(unit.manager, 'confidentialityOfficer', unit.today)
    if (id === undefined) throw invalid([{ path: 'kind', message: '今天没有人任保密员，请先任命保密员再导入登记簿' }])
    this.officer = await unit.load(Person, id, '保密员')
    return this.officer
  }
}
