import type { AgreementKind, DifferenceKind } from '../../../contract/assets'
import { formatMoney } from '../../../contract/display'
import { isSame, sameKey } from '../../../kernel/sameness'

/** A card as the office's book has it. Cents. */
export interface OfficeAsset {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly originalCents: number
  readonly accumulatedCents: number
  readonly quantity: number
  readonly acquiredOn: string
  readonly unitName: string
  /** The newest count did not find it. */
  readonly missing: boolean
}

/** A row of finance's list; absent where the list does not say. Cents. */
export interface FinanceAsset {
  readonly rowNumber: number
  readonly number: string
  readonly name: string
  readonly originalCents: number | null
  readonly accumulatedCents: number | null
  readonly quantity: number | null
  readonly acquiredOn: string | null
  readonly unitName: string | null
}

export interface Difference {
  readonly assetId: string | null
  readonly number: string
  readonly name: string
  readonly agreement: AgreementKind
  readonly kind: DifferenceKind
  readonly office: string
  readonly finance: string
  /** Office minus finance, in cents; 0 for what is no amount. */
  readonly amountCents: number
}

export interface Matched {
  /** Which card each row of finance's list is; rows without one are missing. */
  readonly pairs: ReadonlyMap<FinanceAsset, OfficeAsset>
  readonly differences: readonly Difference[]
}

const looks = (name: string, cents: number | null, day: string | null) => `${sameKey(name)}|${cents ?? ''}|${day ?? ''}`

/**
 * Holds finance's list against the office's book: by number, else by name, value and date; what is left and what
 * differs comes out one by one (AST-08).
 */
export function matchBooks(office: readonly OfficeAsset[], finance: readonly FinanceAsset[]): Matched {
  const pairs = new Map<FinanceAsset, OfficeAsset>()
  const taken = new Set<string>()
  const pair = (row: FinanceAsset, asset: OfficeAsset) => {
    pairs.set(row, asset)
    taken.add(asset.id)
  }
  const byNumber = new Map(office.map((asset) => [sameKey(asset.number), asset]))
  for (const row of finance) {
    const asset = row.number === '' ? undefined : byNumber.get(sameKey(row.number))
    if (asset && !taken.has(asset.id)) pair(row, asset)
  }
  const byLooks = new Map<string, OfficeAsset[]>()
  for (const asset of office)
    if (!taken.has(asset.id)) {
      const key = looks(asset.name, asset.originalCents, asset.acquiredOn)
      const alike = byLooks.get(key)
      if (alike) alike.push(asset)
      else byLooks.set(key, [asset])
    }
  for (const row of finance) {
    if (pairs.has(row) || row.originalCents === null || row.acquiredOn === null) continue
    const asset = byLooks.get(looks(row.name, row.originalCents, row.acquiredOn))?.shift()
    if (asset) pair(row, asset)
  }
  const differences = [
    ...[...pairs].flatMap(([row, asset]) => between(asset, row)),
    ...finance.filter((row) => !pairs.has(row)).map(financeOnly),
    ...office.filter(({ id }) => !taken.has(id)).map(officeOnly)
  ]
  return { pairs, differences }
}

const yuan = (cents: number | null) => (cents === null ? '未列' : `${formatMoney(cents)}元`)

function financeOnly({ number, name, originalCents }: FinanceAsset): Difference {
  return {
    assetId: null,
    number,
    name,
    agreement: 'ledgers',
    kind: 'financeOnly',
    office: '无',
    finance: yuan(originalCents),
    amountCents: -(originalCents ?? 0)
  }
}

function officeOnly({ id, number, name, originalCents }: OfficeAsset): Difference {
  return {
    assetId: id,
    number,
    name,
    agreement: 'ledgers',
    kind: 'officeOnly',
    office: yuan(originalCents),
    finance: '无',
    amountCents: originalCents
  }
}

function between(asset: OfficeAsset, row: FinanceAsset): readonly Difference[] {
  const { id: assetId, number, name } = asset
  const amounts = (
    kind: DifferenceKind,
    agreement: AgreementKind,
    office: number,
    finance: number | null
  ): readonly Difference[] =>
    finance === null || finance === office
      ? []
      : [
          {
            assetId,
            number,
            name,
            agreement,
            kind,
            office: yuan(office),
            finance: yuan(finance),
            amountCents: office - finance
          }
        ]
  return [
    ...amounts('value', 'ledgers', asset.originalCents, row.originalCents),
    ...amounts('depreciation', 'ledgers', asset.accumulatedCents, row.accumulatedCents),
    ...(row.quantity === null || row.quantity === asset.quantity
      ? []
      : [
          {
            assetId,
            number,
            name,
            agreement: 'cards' as const,
            kind: 'quantity' as const,
            office: `${asset.quantity}件`,
            finance: `${row.quantity}件`,
            amountCents: 0
          }
        ]),
    ...(row.unitName === null || row.unitName === '' || isSame(row.unitName, asset.unitName)
      ? []
      : [
          {
            assetId,
            number,
            name,
            agreement: 'cards' as const,
            kind: 'unit' as const,
            office: asset.unitName,
            finance: row.unitName,
            amountCents: 0
          }
        ]),
    ...(asset.missing
      ? [
          {
            assetId,
            number,
            name,
            agreement: 'things' as const,
            kind: 'thing' as const,
            office: '盘点未见实物',
            finance: yuan(row.originalCents),
            amountCents: 0
          }
        ]
      : [])
  ]
}
