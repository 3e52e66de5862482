/// Polynomials for the normal distribution and its inverse. Written by normal_table.py: change that.
#pragma once
#include <array>

#include "base/wide.hpp"

namespace caisson {

/// A polynomial for one interval: constant + d (slope + d (others[0] + d (others[1] + ...))).
struct NormalRow {
    double upper;   ///< where the interval ends; it begins where the one before it ends
    double centre;  ///< d is the distance from here
    Wide constant;
    Wide slope;
    std::array<double, 14> others;
};

// exp(t^2/2) times the chance above t, from t = 0 on
inline constexpr std::array<NormalRow, 12> normal_tail_rows{{
    // up to 0.75, error 2^-62.4
    {0.75,
     0.375,
     {0x1.84b705ec74443p-2, 0x1.5741583c0b46ap-57},
     {-0x1.06bfb10497cb7p-2, -0x1.734d896d206e7p-56},
     {0x1.222f238abb580p-3, -0x1.15c9232370e40p-4, 0x1.dc32d9e82bd9fp-6, -0x1.7506fdef7a8b1p-7, 0x1.0ed65c32a04b1p-8,
      -0x1.7047c5507cc1bp-10, 0x1.d89f429e5b8bep-12, -0x1.1ff9a24ea2296p-13, 0x1.4ee7221bdc4f2p-15,
      -0x1.7534b37569148p-17, 0x1.8fb122205ca68p-19, -0x1.9d0323a9b852dp-21, 0x1.aa294876f7b30p-23,
      -0x1.9bb5a970edbf7p-25}},
    // up to 1.625, error 2^-62.6
    {1.625,
     1.1875,
     {0x1.e71ea0b6d3bbcp-3, -0x1.956c623666b4dp-57},
     {-0x1.dd288f42d6b65p-4, 0x1.6f4aec027bc37p-58},
     {0x1.979d174e487f3p-5, -0x1.398461e5cf8eap-6, 0x1.baecfa5ba9e26p-8, -0x1.233cd8ea8e084p-9, 0x1.68012216b1466p-11,
      -0x1.a565bd40d5316p-13, 0x1.d5cddabe18fb5p-15, -0x1.f532e2abf4507p-17, 0x1.00cf5e9dcf088p-18,
      -0x1.fb3ac42500faap-21, 0x1.e3c2ff583a8e2p-23, -0x1.bf2e954e7a1cbp-25, 0x1.9fe6957dcb9f9p-27,
      -0x1.6a256bdd0daa9p-29}},
    // up to 2.6875, error 2^-62.2
    {2.6875,
     2.15625,
     {0x1.4536540aba83ap-3, 0x1.89b7e6c3591dep-58},
     {-0x1.cf2e050d9278ep-5, -0x1.f68f75f930245p-59},
     {0x1.2e1e1545a63a1p-6, -0x1.6e8ee5a69e06fp-8, 0x1.a21435e7531d5p-10, -0x1.c3ccceb2ee23ap-12, 0x1.d16a269ed7dd7p-14,
      -0x1.cb3a7b2b33d5fp-16, 0x1.b3b93ed567ad5p-18, -0x1.8ed66dcb04e5dp-20, 0x1.6129cfca30f7cp-22,
      -0x1.2f3845c7ca6bap-24, 0x1.f97d88a50322dp-27, -0x1.9a7457fb09578p-29, 0x1.52cb8f80ff138p-31,
      -0x1.054cb4792f03dp-33}},
    // up to 4.0, error 2^-61.9
    {4.0,
     3.34375,
     {0x1.c55cae7b9d063p-4, 0x1.c76b7491664ecp-62},
     {-0x1.d88d961ee21dcp-6, -0x1.2d76aad3b5b76p-60},
     {0x1.d2b297ee600b0p-8, -0x1.b796e5f349c5ep-10, 0x1.8ce9ced3ffdcfp-12, -0x1.58f1702d00a39p-14,
      0x1.217ff2d2e861bp-16, -0x1.d6947c55fc499p-19, 0x1.733f89429d074p-21, -0x1.1cdede3e2fe36p-23,
      0x1.a9f87b86b0a94p-26, -0x1.36c854ee99b99p-28, 0x1.baad10d49d232p-31, -0x1.34ca80feb0eefp-33,
      0x1.bad7c13a99813p-36, -0x1.2813ba1704dddp-38}},
    // up to 5.5625, error 2^-62.7
    {5.5625,
     4.78125,
     {0x1.4871bbfdb6303p-4, 0x1.e9b45e33b7697p-59},
     {-0x1.fd8c10fff3ed6p-7, 0x1.2c62e9cfc0013p-61},
     {0x1.7e905d4bd675dp-9, -0x1.16bd5d3c486f9p-11, 0x1.8b101ece3da37p-14, -0x1.10d17879b768ep-16,
      0x1.6fc9444643e8fp-19, -0x1.e4a63d0c3ed7cp-22, 0x1.3887a55696248p-24, -0x1.8af217c82ddc3p-27,
      0x1.e987b79038188p-30, -0x1.29d506b302326p-32, 0x1.63b0627fbd626p-35, -0x1.a2271101b519ep-38,
      0x1.fc654d5f86b5bp-41, -0x1.211197c20d27ep-43}},
    // up to 7.4375, error 2^-63.4
    {7.4375,
     6.5,
     {0x1.eba5fe5b14b2ap-5, 0x1.f4b4920ca1421p-60},
     {-0x1.21ae9268527c7p-7, -0x1.08009c6948690p-61},
     {0x1.4ea50718ea86ap-10, -0x1.7b5fb856fe9a1p-13, 0x1.a6741523b9636p-16, -0x1.ce785bb2bed74p-19,
      0x1.f2187172ac8dap-22, -0x1.08149024e9f33p-24, 0x1.13dc1b5201642p-27, -0x1.1c0c3c786c809p-30,
      0x1.20752fb10e510p-33, -0x1.210b3342eb85dp-36, 0x1.1d9ae8e51b898p-39, -0x1.1706737d7fef2p-42,
      0x1.1b4acd1805086p-45, -0x1.0df1fed42a7cfp-48}},
    // up to 9.6875, error 2^-64.2
    {9.6875,
     8.5625,
     {0x1.78ac7f7404469p-5, 0x1.27f928f229fe5p-59},
     {-0x1.56ecb4c5b45f7p-8, 0x1.c113f80dc4256p-65},
     {0x1.3464bf0d270e1p-11, -0x1.1212b0cd618a9p-14, 0x1.e197ba2a93f06p-18, -0x1.a273047594306p-21,
      0x1.67b14edec5379p-24, -0x1.31f912c039862p-27, 0x1.01a5c523d7366p-30, -0x1.ada591eba174ap-34,
      0x1.62cff89fd166fp-37, -0x1.224750703bf21p-40, 0x1.d6270c0232874p-44, -0x1.79c7c92c3a01ep-47,
      0x1.3c6304f8a8f6cp-50, -0x1.f35e55f7a5f1ap-54}},
    // up to 13.0625, error 2^-60.4
    {13.0625,
     11.375,
     {0x1.1d2340a924cdbp-5, 0x1.23c09c8e3906ap-59},
     {-0x1.8b19a66188460p-9, -0x1.6f9e59cd41cb2p-65},
     {0x1.0fc117f37afd1p-12, -0x1.732eb88e3bfb5p-16, 0x1.f7782f970d955p-20, -0x1.5320ac150213cp-23,
      0x1.c5cf937a879f2p-27, -0x1.2da660577db2cp-30, 0x1.8e701f9c82534p-34, -0x1.057adeab0e378p-37,
      0x1.5515406fd4d98p-41, -0x1.ba314ccfb6053p-45, 0x1.1c47eec95e634p-48, -0x1.6c34a30c459cap-52,
      0x1.f34476e835b24p-56, -0x1.3be21fa3b55bfp-59}},
    // up to 17.0625, error 2^-62.4
    {17.0625,
     15.0625,
     {0x1.b00e2afd052b8p-6, 0x1.fd37c560f13a9p-60},
     {-0x1.c6fcc511870ddp-10, 0x1.5300e4243c8b9p-66},
     {0x1.dd1abbc283c4dp-14, -0x1.f2336fcdab5f2p-18, 0x1.0309f03cac5ecp-21, -0x1.0c45bf8ac3844p-25,
      0x1.14b67c850e12cp-29, -0x1.1c4779d158ca3p-33, 0x1.22e657975bc89p-37, -0x1.28835a3634186p-41,
      0x1.2d135154e6cd2p-45, -0x1.3088d8530f60ep-49, 0x1.325b41dca6cf6p-53, -0x1.338fdf5bc75c2p-57,
      0x1.47e454b67c314p-61, -0x1.469cf22b208abp-65}},
    // up to 21.875, error 2^-63.7
    {21.875,
     19.46875,
     {0x1.4eda402603735p-6, -0x1.5a039dc6fd22cp-60},
     {-0x1.11c22f02323f9p-10, 0x1.345e9ec38fe95p-64},
     {0x1.be77f2d74ef90p-15, -0x1.6b2357cd4d246p-19, 0x1.269c603fe5d20p-23, -0x1.dcd3796b1cdf1p-28,
      0x1.80e7b5abbcb9bp-32, -0x1.35eed6dc20f75p-36, 0x1.f1e5cb0170cbfp-41, -0x1.8ef32d7ed41b4p-45,
      0x1.3ee515b6e5649p-49, -0x1.fc91cff519dafp-54, 0x1.94009fe780088p-58, -0x1.409dfb9bcd060p-62,
      0x1.0cfac89aecfe3p-66, -0x1.a8ccd56fa5562p-71}},
    // up to 29.125, error 2^-60.2
    {29.125,
     25.5,
     {0x1.ffdd26ef3a496p-7, -0x1.c3d3f978dbbbbp-62},
     {-0x1.40306d41e5261p-11, -0x1.cb467711eae73p-65},
     {0x1.8ff8ce3514a99p-16, -0x1.f2e13f7640ca7p-21, 0x1.36a7d16c7d926p-25, -0x1.8250ad52749e2p-30,
      0x1.dfaf89eb20fb0p-35, -0x1.295eb48da865dp-39, 0x1.702680bd95247p-44, -0x1.c71bab7b5fa10p-49,
      0x1.18e7237bfcdf6p-53, -0x1.5a3d0f82117fcp-58, 0x1.a9096661357f9p-63, -0x1.0531afdd2ad58p-67,
      0x1.5b474044b8981p-72, -0x1.a97e64b9b6fadp-77}},
    // up to 38.75, error 2^-60.2
    {38.75,
     33.9375,
     {0x1.80dc6a10a9f4cp-7, 0x1.ac927d198dc90p-63},
     {-0x1.6a43025c97d55p-12, 0x1.62b2a2657f5e3p-68},
     {0x1.54b21eeddc137p-17, -0x1.402369c696315p-22, 0x1.2c903fbfc3613p-27, -0x1.19f1bbbf73859p-32,
      0x1.0840c1844154fp-37, -0x1.eeec0f8e4b034p-43, 0x1.cf1437d9cfdb0p-48, -0x1.b0eb09a4c5c14p-53,
      0x1.9465ef14fffa5p-58, -0x1.796c05881c88bp-63, 0x1.5f000e9934066p-68, -0x1.470a292e456d4p-73,
      0x1.4a4905c088cb4p-78, -0x1.332e95bc8be0bp-83}},
}};

// z / q as a function of w = q^2, where q = p - 1/2, from w = 0 on
inline constexpr std::array<NormalRow, 1> normal_centre_rows{{
    // up to 0.0625, error 2^-65.6
    {0.0625,
     0.03125,
     {0x1.4c23268ad7047p+1, -0x1.32f9215a0e566p-53},
     {0x1.84e2fba6154e7p+1, 0x1.3a7186d6b248ap-53},
     {0x1.e48bc96b03ff2p+2, 0x1.7619d1d7d4dddp+4, 0x1.40092a61dd264p+6, 0x1.22c4ba32adabdp+8, 0x1.12d6962dfe4d8p+10,
      0x1.0b26c46688634p+12, 0x1.0924f5e644d06p+14, 0x1.0b6c8f0845239p+16, 0x1.113628bf2cf19p+18, 0x1.1a0c0c6eee3d8p+20,
      0x1.2513c1e645750p+22, 0x1.336b2d8cd8ff3p+24, 0x1.5d3774ea9494cp+26, 0x1.72dae8ab4a5f7p+28}},
}};

// s - z as a function of s = sqrt(-2 log p), from p = 1/4 on
inline constexpr std::array<NormalRow, 11> normal_shift_rows{{
    // up to 2.25, error 2^-61.5
    {2.25,
     1.9375,
     {0x1.d402e526b2e17p-1, 0x1.a1969c84c8de7p-55},
     {-0x1.050a47d7ef5b7p-2, 0x1.d3da3c626c09ap-59},
     {0x1.60443e0a01689p-4, -0x1.030dcbf7c67b4p-5, 0x1.935c682e64cfcp-7, -0x1.48199804ceeadp-8, 0x1.146b804bd972cp-9,
      -0x1.df0cd0da2fc80p-11, 0x1.a883223f47eebp-12, -0x1.7ef3d2a669e6ep-13, 0x1.5e7690ccf9e0ap-14,
      -0x1.4477875a1251ep-15, 0x1.2e3f81f6f4f01p-16, -0x1.1cccba74ea470p-17, 0x1.28cb7c7deff02p-18,
      -0x1.1b8763b805e79p-19}},
    // up to 3.125, error 2^-61.0
    {3.125,
     2.6875,
     {0x1.8597314d830aep-1, 0x1.856e4e55d91fbp-55},
     {-0x1.50634a941f456p-3, -0x1.d496f7d85d9a6p-58},
     {0x1.592be6f65e93ep-5, -0x1.7cf58992e3b5fp-7, 0x1.b7c2ea65dd227p-9, -0x1.0678f290450b5p-10, 0x1.420684346099ep-12,
      -0x1.94562a1c8ae1cp-14, 0x1.02dac675aaf0dp-15, -0x1.50eb0562a08b0p-17, 0x1.bc98ba8c63493p-19,
      -0x1.28b125a5c8f7ep-20, 0x1.8e5694c2d461ap-22, -0x1.0e85799add57ap-23, 0x1.97193657225bdp-25,
      -0x1.184cd53eea24ap-26}},
    // up to 4.1875, error 2^-63.3
    {4.1875,
     3.65625,
     {0x1.442199806c534p-1, 0x1.c4e838e0630d2p-57},
     {-0x1.b3cae568a14e3p-4, 0x1.71dca80a75762p-59},
     {0x1.57a3821cb49a3p-6, -0x1.21221e02272b4p-8, 0x1.f928310d74d07p-11, -0x1.c5110b4e6d067p-13, 0x1.9eea0d2ef321ap-15,
      -0x1.82c31ac8401cfp-17, 0x1.6e263c83ad44bp-19, -0x1.5f676302783a5p-21, 0x1.55564cf624be2p-23,
      -0x1.4f0a8269e2dd1p-25, 0x1.4b1e740645ac7p-27, -0x1.4a8d17f683fc8p-29, 0x1.663f5435eb357p-31,
      -0x1.6a7b18bb1b058p-33}},
    // up to 5.8125, error 2^-60.4
    {5.8125,
     5.0,
     {0x1.0a143119fc866p-1, -0x1.b345f5fe000d4p-56},
     {-0x1.13060fe4044e4p-4, 0x1.fffcab6756f3fp-59},
     {0x1.49b2ac42d8320p-7, -0x1.a35fb49b810d3p-10, 0x1.13b29f4d65b6bp-12, -0x1.728808014bb61p-15,
      0x1.fa3280cccb0b4p-18, -0x1.5e640e74c1af4p-20, 0x1.eaa9b2e4b39b8p-23, -0x1.5b11bff912465p-25,
      0x1.ef9973a933be7p-28, -0x1.64d3cfcbf36f2p-30, 0x1.01f812484c671p-32, -0x1.78ed8c845af53p-35,
      0x1.30ca4bed9957ap-37, -0x1.c31990b15f880p-40}},
    // up to 7.75, error 2^-63.1
    {7.75,
     6.78125,
     {0x1.b334bacbebd2dp-2, 0x1.5c1e80a4d0e06p-57},
     {-0x1.59ca4890c0fb9p-5, -0x1.292d315816f70p-59},
     {0x1.3b83f6b2ee739p-8, -0x1.3024958394184p-11, 0x1.2e35f2544f2c7p-14, -0x1.323b0a0a179edp-17,
      0x1.3aabd0612272bp-20, -0x1.46d772865e174p-23, 0x1.567c28827e108p-26, -0x1.699a74c019c2ep-29,
      0x1.80628a7656f5fp-32, -0x1.9b1df14feb777p-35, 0x1.b94bae2888876p-38, -0x1.dd37d06d033b8p-41,
      0x1.16f17d0de12d0p-43, -0x1.30c6b4516a3a7p-46}},
    // up to 10.6875, error 2^-60.2
    {10.6875,
     9.21875,
     {0x1.6087143886f7dp-2, -0x1.1b273bee83d3cp-56},
     {-0x1.ab3a139a8d025p-6, -0x1.f6a2a7071ab0ap-60},
     {0x1.2697ed2a520d4p-9, -0x1.ab86c964e5324p-13, 0x1.3f1241f65821ep-16, -0x1.e4efbe7eec595p-20,
      0x1.753779ffd33e6p-23, -0x1.21f9620e0c3a9p-26, 0x1.c5f8cd84d0f0fp-30, -0x1.658b0486eae64p-33,
      0x1.1b15ef95c0cedp-36, -0x1.c24c2acb19b6ap-40, 0x1.6665323673a92p-43, -0x1.1f4d259ec2725p-46,
      0x1.fafec3655fa13p-50, -0x1.997d9d29015eep-53}},
    // up to 14.1875, error 2^-62.7
    {14.1875,
     12.4375,
     {0x1.1d11186f6a5fbp-2, 0x1.0cc72f29c2e5ep-57},
     {-0x1.07fbff2edbcfcp-6, 0x1.fe5ca7576e600p-60},
     {0x1.13f13f319e3ecp-10, -0x1.2e75dbc389ee1p-14, 0x1.544fc663aab0fp-18, -0x1.8563d38160666p-22,
      0x1.c2d57981efd69p-26, -0x1.07499eaa895a5p-29, 0x1.359f8340d61acp-33, -0x1.6e1c6a05ed7e1p-37,
      0x1.b2e1354e40874p-41, -0x1.03445bc3f1159p-44, 0x1.3584a40dac36bp-48, -0x1.735f265d0621dp-52,
      0x1.e04c0f19a5067p-56, -0x1.21b5a90607d8fp-59}},
    // up to 19.4375, error 2^-60.0
    {19.4375,
     16.8125,
     {0x1.c9903c682e0b2p-3, 0x1.bc6c2f92cde80p-57},
     {-0x1.41eedb65bb3ebp-7, 0x1.4724959c27120p-61},
     {0x1.fb971046392bep-12, -0x1.a23d478216678p-16, 0x1.611715bda209ap-20, -0x1.2ec801bb7215ep-24,
      0x1.06820eeae673dp-28, -0x1.caecba9b945eep-33, 0x1.93b5eb0afbd68p-37, -0x1.64f378f19bafcp-41,
      0x1.3cf24eac262ccp-45, -0x1.1a64a7099934ap-49, 0x1.f704c573ca52fp-54, -0x1.c2a994d4ad452p-58,
      0x1.bb6a32437c3eap-62, -0x1.8f18ef5829c17p-66}},
    // up to 25.75, error 2^-62.4
    {25.75,
     22.59375,
     {0x1.6ecf0dd4174c1p-3, 0x1.3e5db8ba669b8p-57},
     {-0x1.88f6b4663fdcdp-8, -0x1.38e9e4ca6dce2p-62},
     {0x1.d4a35de0c1280p-13, -0x1.233a9c347133fp-17, 0x1.723cb1f4fcbd5p-22, -0x1.dd8f86ee191c9p-27,
      0x1.3728a4ce0798ap-31, -0x1.989454e365561p-36, 0x1.0dd8c3a0f0ee1p-40, -0x1.66244351fad84p-45,
      0x1.dd343aa5c399cp-50, -0x1.3ef4a9235b087p-54, 0x1.aaa014fd4f8dfp-59, -0x1.1e9ffc2b137a1p-63,
      0x1.9f6aa5238f7acp-68, -0x1.184219f900095p-72}},
    // up to 33.3125, error 2^-64.2
    {33.3125,
     29.53125,
     {0x1.2afc5fd2ef722p-3, -0x1.37e01799fad04p-57},
     {-0x1.f328fdbe7350ep-9, 0x1.f4914ee602363p-64},
     {0x1.cd5eeae131dc1p-14, -0x1.bb62c3e70bd33p-19, 0x1.b33e494cce043p-24, -0x1.b118bae81b955p-29,
      0x1.b318a12077883p-34, -0x1.b83b9b96e149bp-39, 0x1.bfe918ba2ed5ep-44, -0x1.c9c29cd3a6febp-49,
      0x1.d58e8256436b7p-54, -0x1.e322249130c3bp-59, 0x1.f1a1e07e74cb9p-64, -0x1.0142d9ec88260p-68,
      0x1.1b9c1b992a978p-73, -0x1.26613bf50ee02p-78}},
    // up to 38.75, error 2^-76.4
    {38.75,
     36.03125,
     {0x1.004219348bdfbp-3, -0x1.3ca157c8a5c36p-57},
     {-0x1.62fa62f9388bcp-9, 0x1.52a352b599115p-63},
     {0x1.0f3dd56fedc95p-14, -0x1.ae4c89d31c1f8p-20, 0x1.5c4f5fb689e3ap-25, -0x1.1d9ef77dad3cfp-30,
      0x1.d8b55afd0a6d6p-36, -0x1.89d554031e7cdp-41, 0x1.49db54796ffc8p-46, -0x1.1572c05b0b6aep-51,
      0x1.d45e37dc9d14cp-57, -0x1.8c7e82c5907afp-62, 0x1.506de46eb896fp-67, -0x1.1e221bb73e8d2p-72,
      0x1.f2206ccd3af1bp-78, -0x1.a9305e96d52f1p-83}},
}};

}  // namespace caisson
