// A file in BZIP2, of three blocks: 1,500 CSV records of a number from 0 to 49 and a run of letters, made by Python's bz2.
const TEXT = [
  "QlpoMTFBWSZTWYyfvmsAB3DZAUAQAAR/4DAAAARQBFzwAABQAKYACaFMABNCmAAmgmpVAAaApKVP9VU03qTTacQ4loaWhpaGloaWhpaGloaWhpaGkU5Q",
  "+yYTEyfSUyrxMnhVlXiZPJTKvEyeFWVeJk8lMq8TJ4VZV4mTyUyrxMnkplXiZPJT8E/5MmTJkyYn5T9piZMmTJifpP/TJkxMmTE/afxMmTJkxMT7J9pk",
  "yZMmTE+CfCYmJiYmJhPhPhMJiYmJiYT4T4TExMJiYmE+E+ExMTExMJhPgnwmJiYmJiYT+J+U/1PwnJxOJxOJxPpOTk5OTicTicTifRSOTk8nJycTicTi",
  "cTxSOTk5PpOTicTicTiYpHJycnJycTicTicBOTk5OTk4nE4nE4nJycnJycTicTicTk5OTk5OJxOJxOJycnJycnE4nE4nEyZOTk5OJxOJxXSlxQhfqELV",
  "CF9olfifaeKvE8nirxPJiZPFXieTyU8TyeKvE8nkp4nk8VeJ5PFXieTwlPE8nlXieTyrxPJ5V4nk8q8TyYmTyrxPJ4q8TyeVeJ5PKvE8nkieJ5MTJiZM",
  "TJiZMTJiZMTJiZMTJiZMTJiZMTJiZMTJiZMTJiZMTJ9CVX9F3JFOFCQjJ++awA==",
].join("");

export const bzip2Sample = { bytes: Buffer.from(TEXT, "base64"), sizeBytes: 250700, rows: 1500, sum: 36750 };
