import type { AssetRow } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import { localDateOf } from '../../../kernel/instant'
import { rosterOf } from '../../../office/people/roster'
import type { Reading } from '../../../office/house'
import { assetKey, historiesOf } from '../cards/book'
import { monthOver } from '../depreciation/schedule'
import { Asset, type AssetEntry, type DepreciationEntry } from '../entities'

/** A card's entries and charges, to be asked for any day. */
export interface Life {
  readonly entries: readonly AssetEntry[]
  readonly charges: readonly DepreciationEntry[]
}

/** What a card stood at at the end of a day. Cents. */
export interface Standing {
  readonly quantity: number
  readonly original: number
  readonly accumulated: number
  readonly state: Asset['state']
  /** The entry that last said whose it is; none before the card was there. */
  readonly custody: AssetEntry | undefined
}

/**
 * What a card stood at at the end of a day: its entries up to it, and the depreciation of months over or posted by
 * then.
 */
export function standingOn({ entries, charges }: Life, day: string): Standing {
  const before = entries.filter((entry) => entry.day <= day)
  const month = monthOver(day)
  const sum = (pick: (entry: AssetEntry) => number) => before.reduce((total, entry) => total + pick(entry), 0)
  const gone =
    before.length === 0 || before.some(({ kind, state }) => kind === 'exited' || kind === 'undone' || state === 'gone')
  const counted = charges.filter((charge) => charge.month <= month || localDateOf(charge.at) <= day)
  const taken = gone ? 0 : counted.reduce((total, { amountCents }) => total + amountCents, 0)
  return {
    quantity: sum(({ quantityDelta }) => quantityDelta),
    original: sum(({ originalDelta }) => originalDelta),
    accumulated: gone ? 0 : sum(({ accumulatedDelta }) => accumulatedDelta) + taken,
    state: before.findLast(({ state }) => state !== null)?.state ?? 'inUse',
    custody: before.findLast(({ unitId }) => unitId !== null)
  }
}

/** What of a card its entries and charges change. */
const changingOfCards = [
  'quantity',
  'state',
  'originalCents',
  'accumulatedCents',
  'netCents',
  'labelledOn',
  'unitName',
  'unitId',
  'userName',
  'userId',
  'keeperName',
  'keeperId',
  'place'
] as const

/**
 * What a sheet of a day has to say of cards taken over later: the months before have no depreciation of their own, what
 * the old book gave stands for all of them.
 */
export async function takenOverLater(reading: Reading, ...days: readonly string[]): Promise<readonly string[]> {
  for (const day of days) {
    const later = await reading.manager
      .createQueryBuilder(Asset, 'a')
      .where('a.openingCents <> 0 AND a.openingMonth > :month AND a.enteredOn <= :day', { month: monthOver(day), day })
      .andWhere('(a.exitedOn IS NULL OR a.exitedOn > :day)')
      .getExists()
    if (later)
      return [
        `${formatDate(day)}之后才从原台账转入的资产，转入前各月的折旧原台账未分月记载，其累计折旧、净值按转入时的账面数列示`
      ]
  }
  return []
}

/**
 * Cards as they stood at the end of a day, those that were not on the book then left out; as they are now where the day
 * is not over.
 */
async function cardsOn(reading: Reading, day: string, rows: readonly AssetRow[]): Promise<readonly AssetRow[]> {
  if (day >= reading.today) return rows.filter(({ state }) => state !== 'gone')
  const histories = await historiesOf(
    reading.manager,
    rows.map(({ id }) => id)
  )
  const { units, people } = await rosterOf(reading.manager)
  return rows.flatMap((row) => {
    const history = histories.get(row.id)
    const standing = history && standingOn(history, day)
    if (!standing || standing.quantity <= 0) return []
    const { custody, quantity, original, accumulated, state } = standing
    const nameOf = (id: string | null) => (id === null ? null : (people.get(id) ?? null))
    return [
      {
        ...row,
        quantity,
        state,
        originalCents: original,
        accumulatedCents: accumulated,
        netCents: original - accumulated,
        labelledOn: row.labelledOn !== null && row.labelledOn <= day ? row.labelledOn : null,
        ...(custody
          ? {
              unitId: custody.unitId ?? row.unitId,
              userId: custody.userId,
              keeperId: custody.keeperId,
              unitName: units.get(custody.unitId ?? '') ?? row.unitName,
              userName: nameOf(custody.userId),
              keeperName: nameOf(custody.keeperId),
              place: custody.place
            }
          : {})
      }
    ]
  })
}

/** For sheets of cards as they stood. */
export const cardsAsOf = {
  changing: changingOfCards,
  on: cardsOn,
  searched: (card: AssetRow): string => assetKey(card),
  saysOf: takenOverLater
} as const
