import { formatInstant, formatMonth } from '../../contract/display'
import type { ListInput } from '../../contract/lists'
import type { Chart, SearchHit } from '../../contract/office'
import { sealStates, useRequestStates } from '../../contract/seals'
import { formatDocumentNumber, parseDocumentNumber } from '../../kernel/documentNumber'
import { localDateOf } from '../../kernel/instant'
import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../kernel/localDate'
import { narrow } from '../../platform/database/listQuery'
import type { LedgerModule, Reading } from '../../office/house'
import { outstandingOf } from './blank/serials'
import { narrowToOwn } from './visibility'
import { BlankBatch, UseRequest } from './entities'
import { keptBy } from './custody/acts'
import { handoversOf } from './custody/handovers'
import { sealList, sealQuery } from './seal/rows'
import { useList, useQuery } from './use/rows'

type Found = readonly Omit<SearchHit, 'ledger'>[]
type Typed = Pick<ListInput, 'filters'> & { readonly search: string }

/** Seals, uses and applications by number, name, title, pinyin and initials, as far as the person asking may read them. */
export async function searchSeals(reading: Reading, words: string, limit: number): Promise<Found> {
  const number = parseDocumentNumber(words)
  const typed: Typed = { search: number ? formatDocumentNumber(number) : words, filters: [] }
  const seals = narrow(
    await narrowToOwn(sealQuery(reading.manager), reading, { unit: 's.unitId', people: ['s.custodianId', 's.ownerId'] }),
    sealList,
    typed
  )
  const foundSeals = await seals.orderBy('s.number', 'ASC').limit(limit).getMany()
  const hits: Omit<SearchHit, 'ledger'>[] = foundSeals.map((seal) => ({
    subjectType: 'seal',
    subjectId: seal.id,
    number: seal.number,
    title: seal.name,
    detail: sealStates[seal.state]
  }))
  if (hits.length < limit) hits.push(...(await foundUses(reading, number ? typed.search : undefined, typed, limit - hits.length)))
  if (hits.length < limit) hits.push(...(await foundRequests(reading, typed, limit - hits.length)))
  return hits
}

async function foundUses(reading: Reading, number: string | undefined, typed: Typed, limit: number): Promise<Found> {
  const query = await useQuery(reading)
  // A whole number is looked up by its index; anything else has to be searched for.
  const uses = number ? query.andWhere('u.number = :number', { number }) : narrow(query, useList, typed)
  const found = await uses.orderBy('u.at', 'DESC').limit(limit).getMany()
  return found.map((use) => ({
    subjectType: 'sealUse',
    subjectId: use.id,
    number: use.number,
    title: use.title,
    detail: `${use.sealName}\u3000${use.applicantName}\u3000${formatInstant(use.at)}`
  }))
}

// Stamped applications are found by their uses; named one by one so that the few others are read by their index.
const unstamped = Object.keys(useRequestStates).filter((state) => state !== 'stamped')

async function foundRequests(reading: Reading, typed: Typed, limit: number): Promise<Found> {
  const own = await narrowToOwn(reading.manager.createQueryBuilder(UseRequest, 'r'), reading, {
    unit: 'r.unitId',
    people: ['r.applicantId'],
    seal: 'r.sealId'
  })
  const found = await narrow(own.andWhere('r.state IN (:...unstamped)', { unstamped }), { columns: {}, search: ['r.searchKey'], order: [] }, typed)
    .orderBy('r.number', 'DESC')
    .limit(limit)
    .getMany()
  return found.map((request) => ({
    subjectType: 'sealUseRequest',
    subjectId: request.id,
    number: request.number,
    title: request.title,
    detail: useRequestStates[request.state]
  }))
}

/** Seal uses of the last twelve months by month, reversed ones taken off. */
export async function sealCharts(reading: Reading): Promise<readonly Chart[]> {
  const first = startOfMonth(addMonths(reading.today, -11))
  const rows = await (
    await useQuery(reading)
  )
    .andWhere('u.day >= :first', { first })
    .select('SUBSTR(u.day, 1, 7)', 'month')
    .addSelect('SUM(CASE WHEN u.reversalOfId IS NULL THEN 1 ELSE -1 END)', 'uses')
    .groupBy('SUBSTR(u.day, 1, 7)')
    .getRawMany<{ month: string; uses: number | string }>()
  const counts = new Map(rows.map(({ month, uses }) => [month, Number(uses)]))
  const months = Array.from({ length: 12 }, (_, index) => monthOf(addMonths(first, index)))
  return [
    {
      id: 'sealUses',
      title: '每月用印次数',
      unit: '笔',
      kind: 'bar',
      points: months.map((month) => ({
        label: formatMonth(month),
        value: counts.get(month) ?? 0,
        link: `/seals/uses?at.from=${month}-01&at.to=${endOfMonth(`${month}-01`)}`
      })),
      link: '/seals/uses'
    }
  ]
}

/** Seals in somebody's hands and blank serials they answer for (K-08). Cabinet keys are found by the office, by their handovers. */
export const sealsHeldBy: LedgerModule['heldBy'] = async (manager, personId) => {
  const kept = (await keptBy(manager, personId)).filter((seal) => seal.custodianId === personId)
  const lines = []
  for (const seal of kept) {
    const received = (await handoversOf(manager, seal.id)).findLast(({ kind }) => kind !== 'key')
    lines.push({
      label: `印章：${seal.name}`,
      number: seal.number,
      since: received ? localDateOf(received.at) : null,
      todo: seal.standsInForId ? '代管结束，办理交回' : '办理印章移交'
    })
  }
  const batches = await manager.findBy(BlankBatch, { responsibleId: personId, state: 'stamped' })
  const blanks = batches.map((batch) => ({
    label: `${batch.format}：${outstandingOf(batch)}份未核销`,
    number: batch.number,
    since: batch.stampedOn,
    todo: '逐号核销空白封条、文书'
  }))
  return [...lines, ...blanks]
}
