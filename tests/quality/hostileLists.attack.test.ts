import { describe } from 'vitest'
import { describeOnPostgres } from '../support/postgres'
import { refusesHostileFilters } from './hostileLists'

describe('hostile filters [sqlite]', () => refusesHostileFilters('sqlite'))
describeOnPostgres('hostile filters [postgres]', () => refusesHostileFilters('postgres'))
