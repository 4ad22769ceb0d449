/** Where the desk says what it did. Fields are ids and figures, never what people wrote. */
export interface Log {
  info(fields: Record<string, string | number | boolean | null>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}
