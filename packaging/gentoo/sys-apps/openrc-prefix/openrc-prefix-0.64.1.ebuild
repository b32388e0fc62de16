# Copyright 2026 Gentoo Authors
# Distributed under the terms of the BSD-2 license

EAPI=8

inherit flag-o-matic meson

DESCRIPTION="OpenRC's programs for a Gentoo Prefix, on the libraries of openrc-rust"
HOMEPAGE="https://openrc-rust.invalid/"
SRC_URI="https://github.com/OpenRC/openrc/archive/${PV}.tar.gz -> openrc-${PV}.tar.gz"
S="${WORKDIR}/openrc-${PV}"

LICENSE="BSD-2"
SLOT="0"
KEYWORDS="~amd64 ~arm ~arm64 ~x86 ~amd64-linux ~arm-linux ~arm64-linux ~x86-linux"

DEPEND="sys-libs/libcap"
RDEPEND="
	${DEPEND}
	!sys-apps/openrc
"
BDEPEND="virtual/pkgconfig"
# Its programs start when these libraries are there: OpenRC's own know no Prefix, and would work
# on the host.
PDEPEND="sys-apps/openrc-rust[prefix,tools]"

pkg_pretend() {
	[[ -n ${EPREFIX} ]] || die "this is no Prefix: the OpenRC of a system is sys-apps/openrc"
	local run="${EROOT}/sbin/openrc-run"
	[[ ${MERGE_TYPE} == buildonly ]] && return
	[[ -e ${run} ]] || return
	# sys-apps/baselayout puts one there that only says that Prefix has no OpenRC.
	grep -q "not supported by Gentoo Prefix" "${run}" || return
	eerror "${run} is the one of sys-apps/baselayout, which starts nothing."
	eerror "Keep it out, and merge baselayout again:"
	eerror "  cp -r ${EROOT}/var/db/repos/openrc-rust/portage/. ${EROOT}/etc/portage/"
	eerror "  emerge --oneshot sys-apps/baselayout"
	die "sys-apps/baselayout owns ${run}"
}

src_prepare() {
	default
	# They act on the whole machine. rc-prefix makes what a Prefix has.
	sed -i -e "/^subdir('\(conf\.d\|etc\|init\.d\|local\.d\|runlevels\|sysctl\.d\)')/d" meson.build || die
}

src_configure() {
	append-ldflags "-Wl,-rpath,${EPREFIX}/usr/$(get_libdir)/openrc-rust"
	local emesonargs=(
		-Dbindir="${EPREFIX}/bin"
		-Dsbindir="${EPREFIX}/sbin"
		-Dlibexecdir="${EPREFIX}/usr/libexec"
		-Dlocal_prefix="${EPREFIX}/usr/local"
		-Dshell="${EPREFIX}/bin/sh"
		-Daudit=disabled
		-Dbash-completions=false
		-Dnewnet=false
		-Dpam=false
		-Dselinux=disabled
		-Dsysvinit=false
		-Dzsh-completions=false
	)
	meson_src_configure
}

src_install() {
	meson_src_install
	[[ ! -e ${ED}/etc/init.d ]] || die "init scripts that act on the whole machine are installed"
	# Those of openrc-rust take their place: these know no Prefix.
	find "${ED}" -name 'librc.*' -delete -o -name 'libeinfo.*' -delete || die
	# What starts, stops and watches a whole machine.
	rm -f "${ED}"/sbin/{openrc-init,openrc-shutdown,halt,poweroff,reboot,shutdown} || die
	# Read by Portage.
	insinto /usr/lib/install-qa-check.d
	doins "${FILESDIR}/06openrc-prefix"
	newenvd - 99openrc-prefix <<-EOF
		RC_PREFIX="${EPREFIX}"
	EOF
}

pkg_postinst() {
	elog "To lay this Prefix out for OpenRC and see what is missing:"
	elog "  emerge --config sys-apps/openrc-prefix"
	elog "Then, in a shell of the Prefix:"
	elog "  rc-update add nginx default"
	elog "  openrc default"
	elog "  rc-prefix autostart ${EPREFIX}"
}

pkg_config() {
	local tool="${EROOT}/usr/bin/rc-prefix"
	[[ -x ${tool} ]] || die "${tool} is missing: emerge sys-apps/openrc-rust"
	"${tool}" create "${EROOT}" || die
	"${tool}" doctor "${EROOT}" || ewarn "What rc-prefix doctor calls a problem is to be mended first."
}
