import { Entity, PrimaryColumn } from 'typeorm'
import { DateText, Flag, Id, Ref, Text, Whole, optional } from '../../../platform/database/columns'

/** How often one person may draw the item (SUP-13). */
export type IntervalRule = 'none' | 'interval' | 'pen'

/** One kind of goods of the catalogue (SUP-01). Stock is kept per item in the smallest unit issued. */
@Entity('supply_items')
export class SupplyItem {
  @Id() id!: string
  @Text() number!: string
  @Text() name!: string
  @Text() spec!: string
  @Text(optional) brand!: string | null
  /** Unit of measure, e.g. 支. */
  @Text() measure!: string
  /** 日常用品 or 办公用品. */
  @Text() category!: 'daily' | 'office'
  /** 特殊用品: the leader in charge decides first (SUP-11) and it is issued against the old one (SUP-14). */
  @Flag() special!: boolean
  @Flag() tradeIn!: boolean
  @Text() intervalRule!: IntervalRule
  /** What interval and trade-in count it with, e.g. 毛巾; items entered before 0.3.0 may say none. */
  @Text(optional) goodsGroup!: string | null
  /** The refill issued instead of a new pen (SUP-13). */
  @Ref(optional) refillItemId!: string | null
  @Text(optional) location!: string | null
  /** Thousandths; null = none set. */
  @Whole(optional) safetyStock!: number | null
  @Text(optional) remarks!: string | null
  @Flag() active!: boolean
  @Text() searchKey!: string
  @Whole() version!: number
}

/** A supplier; designated ones may be bought from (SUP-05). */
@Entity('suppliers')
export class Supplier {
  @Id() id!: string
  @Text() name!: string
  @Flag() designated!: boolean
  @DateText(optional) designatedFrom!: string | null
  @DateText(optional) designatedTo!: string | null
  @Text(optional) contact!: string | null
  @Text(optional) phone!: string | null
  @Text(optional) remarks!: string | null
  @Flag() active!: boolean
  @Text() searchKey!: string
  @Whole() version!: number
}

/** Stock on hand of an item: derived from its movements, provable by summing them. */
@Entity('supply_balances')
export class SupplyBalance {
  @PrimaryColumn({ type: 'varchar', length: 36 }) itemId!: string
  /** Thousandths. */
  @Whole() quantity!: number
  /** Cents. */
  @Whole() valueCents!: number
}
