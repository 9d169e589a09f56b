// Why a text is no filter pattern.

export class PatternProblem extends Error {}
