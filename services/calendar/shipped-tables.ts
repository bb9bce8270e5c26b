/** The working-day tables that come with the program. */
import cn2024 from "./tables/cn-2024.json" with { type: "json" };
import cn2025 from "./tables/cn-2025.json" with { type: "json" };
import cn2026 from "./tables/cn-2026.json" with { type: "json" };
import { type WorkingDays, workingDays } from "./working-days.ts";
import { type YearTable, parseYearTable } from "./year-table.ts";

/** Of the State Council of China: only what a notice says, and its number. */
export const SHIPPED_TABLES: readonly YearTable[] = [cn2024, cn2025, cn2026].map(parseYearTable);

export const SHIPPED_DAYS: WorkingDays = workingDays(SHIPPED_TABLES);
