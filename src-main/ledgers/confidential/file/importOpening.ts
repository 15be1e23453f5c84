import { instantAt, localDateOf } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import type { ImportLookup, ImportRow } from '../../../office/outputs/importDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { CopyRequest, Ending, EndingLine, EndingRecord, Lapse, Leg, LegReturn, ScopeEntry } from '../entities'
import { keepReading } from '../reading/log'
import { SEC_08, SEC_10 } from '../rules/carriers'
import { SEC_07 } from '../rules/circulation'
import { SEC_03 } from '../rules/register'
import { seal, sealIf } from '../secrets'
import { bookOf, overlapsIn, repeatedIn } from './importBook'
import { labelOf } from './register'
import { OpeningEntries, carriedOver, noon } from './openingEntries'

/**
 * Takes an old register over: files, carriers and everything that happened with them, as opening entries in the order
 * it happened.
 */
export async function openRegister(unit: UnitOfWork, rows: readonly ImportRow[], lookup: ImportLookup): Promise<void> {
  const book = bookOf(rows)
  const opening = new Opening(unit, lookup, book)
  await opening.files()
  await opening.copies()
  await opening.legs()
  await opening.endings()
  await opening.write()
}

class Opening extends OpeningEntries {
  /** Files with their scope and their original carriers; one that repeats another is left out and said. */
  async files(): Promise<void> {
    const { unit, lookup, book } = this
    const repeated = repeatedIn(book)
    for (const [number, { of, copyNumber }] of repeated)
      await this.except(SEC_03, `${number}与${of}是同一文号、同一份号${copyNumber}，没有转入`)
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

  /** Copies made: each a carrier of its own; of 绝密 without consent they are there all the same, and said. */
  async copies(): Promise<void> {
    const { unit, lookup, book } = this
    const made = book.copies.filter(({ number, newNumbers }) => this.fileIds.has(number) && newNumbers.length > 0)
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
        await this.except(
          SEC_08,
          `${file.number}（原${copy.number}）是绝密，没有发文机关同意即复制${copy.newNumbers.length}份`
        )
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
      opened.events.push({
        ...common,
        act: 'cameBack',
        at: leg.returnedAt,
        fromName: leg.reader,
        toName: officerName,
        place: file.cabinet
      })
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
      opened.events.push({
        act: 'unsettled',
        at,
        fromName: ending.handler,
        toName: '',
        holderId: null,
        place: ending.place,
        paper: ending.number
      })
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
        round: null,
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
        await unit.append(EndingLine, {
          endingId: id,
          fileId: carrier.fileId,
          carrierId: carrier.id,
          label: carrier.label
        })
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
}
