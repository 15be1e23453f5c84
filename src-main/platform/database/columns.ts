import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm'

// Decorators with explicit types: the build emits no reflected types, and both engines must agree on storage.

/** Primary key: UUID v7 as text. */
export const Id = () => PrimaryColumn({ type: 'varchar', length: 36 })
/** Reference to another row's id. */
export const Ref = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 36, ...options })
export const Text = (options: ColumnOptions = {}) => Column({ type: 'text', ...options })
/** ISO local date. */
export const DateText = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 10, ...options })
/** UTC instant in ISO form. */
export const InstantText = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 24, ...options })
/** Counts, cents or thousandths; 64 bits on both engines. */
export const Whole = (options: ColumnOptions = {}) => Column({ type: 'bigint', ...options })
export const Flag = (options: ColumnOptions = {}) => Column({ type: 'boolean', ...options })
/** A small value kept as JSON text. */
export const Json = (options: ColumnOptions = {}) => Column({ type: 'simple-json', ...options })

export const optional = { nullable: true } as const
