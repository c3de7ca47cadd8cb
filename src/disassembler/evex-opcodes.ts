/**
 * Which EVEX opcodes exist, as far as GNU objdump 2.40 knows them: enough to tell an AVX-512
 * instruction, which this project refuses by name, from bytes that are none. Measured with objdump
 * on every opcode, prefix and W.
 *
 * Per opcode map four hexadecimal digits for each opcode that exists: the opcode, and a mask with
 * bit 2 * pp + W set where the implied prefix pp (0 none, 1 66, 2 F3, 3 F2) and W are defined.
 */
export const EVEX_OPCODES: ReadonlyMap<number, string> = new Map([
  [1, "10ff11ff12ff130914091509163f1709280929092af02b092cf02df02e0f2f0f51ff540955095609570958ff"
    + "59ff5aff5b3f5cff5dff5eff5fff600c610c6204630c640c650c6604670c680c690c6a046b046c086d086e0c"
    + "6ffc70f4710c720c730c740c750c760478ff79ff7afc7bfc7e2c7ffcc2f9c40cc50cc609d10cd204d308d408"
    + "d50cd608d80cd90cda0cdb0cdc0cdd0cde0cdf0ce00ce10ce20ce30ce40ce50ce6fce704e80ce90cea0ceb0c"
    + "ec0ced0cee0cef0cf10cf204f308f408f50cf60cf80cf90cfa04fb08fc0cfd0cfe04"],
  [2, "000c040c0b0c0c040d0c101811181218131c141c151c160c1804190c1a0c1b0c1c0c1d0c1e041f08201c211c"
    + "221c231c241c2514263c273c283829382a242b042c0c2d0c301c311c321c331c341c3514360c3708383c393c"
    + "3a1c3b0c3c0c3d0c3e0c3f0c400c420c430c440c450c460c470c4c0c4d0c4eff4f0c5055515552f453c4540c"
    + "550c5804590c5a0c5b0c620c630c640c650c660c68c07008710c72f8730c750c760c770c780479047a047b04"
    + "7c0c7d0c7e0c7f0c8308880c890c8a0c8b0c8d0c8f0c900c910c920c930c960c970c980c990c9acc9bcc9c0c"
    + "9d0c9e0c9f0ca00ca10ca20ca30ca60ca70ca80ca90caaccabccac0cad0cae0caf0cb408b508b60cb70cb80c"
    + "b90cba0cbb0cbc0cbd0cbe0cbf0cc40cc60cc70cc80cca0ccb0ccc0ccd0ccf04dc0cdd0cde0cdf0c"],
  [3, "00080108030c0404050c080f090c0a0f0b0c0f0c140c150c160c170c180c190c1a0c1b0c1d041e0c1f0c200c"
    + "2104220c230c250c260f270f380c390c3a0c3b0c3e0c3f0c4255430c440c500c510c540c550c560f570f660f"
    + "670f70aa710c72aa730cc233ce08cf08"],
  [5, "103011301d0f2a302c302d302e032f035133583359335aff5b3f5c335d335e335f336e0c783f793f7acc7b3c"
    + "7c0f7dff7e0c"],
  [6, "130f2c0c2d0c420c430c4c0c4d0c4e0c4f0c56f057f0960c970c980c990c9a0c9b0c9c0c9d0c9e0c9f0ca60c"
    + "a70ca80ca90caa0cab0cac0cad0cae0caf0cb60cb70cb80cb90cba0cbb0cbc0cbd0cbe0cbf0cd6f0d7f0"],
]);
