const swc = [
  '@swc/jest',
  { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
];

/** Jest runs the sources as they are; swc only strips the types. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // strip-bom, which @microsoft/app-manifest requires, is the one package that exists as an ES module only.
  transform: { '^.+\\.ts$': swc, '/node_modules/strip-bom/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!strip-bom/)'],
  testTimeout: 60_000,
  // Many of them wait more than they work.
  maxWorkers: '100%',
};
