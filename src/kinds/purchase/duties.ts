/**
 * What an agency owes to what it buys (Rule 53), as its requester acknowledges it. The record keeps the version, so a new
 * wording is a new version.
 */
export const DUTIES = {
  version: '2026-11-24',
  duties: ['tagging', 'property control', 'inventory tracking', 'annual verification', 'ORM insurance'],
} as const;
