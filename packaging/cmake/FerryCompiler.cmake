# What every target of Ferry is compiled with: warnings, Qt's stricter string rules,
# sanitizers, and the shared precompiled headers.

include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)

add_library(ferry_compiler INTERFACE)
target_compile_options(ferry_compiler INTERFACE
    -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${FERRY_WERROR}>:-Werror>)
target_compile_definitions(ferry_compiler INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    FERRY_VERSION="${PROJECT_VERSION}"
    _FILE_OFFSET_BITS=64)
target_include_directories(ferry_compiler INTERFACE ${CMAKE_SOURCE_DIR})

# What comes from anybody on the net ends in an abort, and not in somebody's code, where a check of ours is missing.
option(FERRY_HARDEN "Check buffers, stacks and containers at run time" ON)
if(FERRY_HARDEN AND NOT FERRY_SANITIZE AND NOT FERRY_FUZZ)
    target_compile_options(ferry_compiler INTERFACE -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection
        # The C library's checks need an optimizing compiler.
        $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3>)
    add_link_options(-Wl,-z,relro,-z,now)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND FERRY_PCH)
    # ccache can only tell whether a precompiled header fits when the preprocessor says so.
    add_compile_options(-fpch-preprocess)
endif()

if(FERRY_SANITIZE)
    add_compile_options(-fsanitize=${FERRY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${FERRY_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
        add_compile_options(-fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/packaging/sanitizers/ignored.txt)
    endif()
endif()

if(FERRY_SANITIZE MATCHES thread)
    # The names are those of Qt 6.4; a Qt that has others links as if nothing were wrapped.
    add_library(ferry_qt_threads STATIC ${CMAKE_SOURCE_DIR}/packaging/sanitizers/QtThreads.cpp)
    set_target_properties(ferry_qt_threads PROPERTIES AUTOMOC OFF)
    target_link_libraries(ferry_qt_threads PRIVATE Qt6::Core)
    target_link_libraries(ferry_compiler INTERFACE ferry_qt_threads)
    target_link_options(ferry_compiler INTERFACE
        -Wl,--wrap=_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv
        -Wl,--wrap=_ZN11QThreadPool5startESt8functionIFvvEEi
        -Wl,--wrap=_ZNK20QFutureInterfaceBase6derefTEv)
endif()

# Executables take the position-independent code of the libraries, so that one precompiled header serves both.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_COMPILE_OPTIONS_PIE -fPIC)

# Recompiling what did not change is left to ccache, where there is one.
find_program(FERRY_CCACHE ccache)
if(FERRY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${FERRY_CCACHE})
endif()

# The linker is most of the time that a changed test takes.
foreach(linker mold lld)
    check_linker_flag(CXX -fuse-ld=${linker} FERRY_HAS_${linker})
    if(FERRY_HAS_${linker})
        add_link_options(-fuse-ld=${linker})
        break()
    endif()
endforeach()

# ferry_use_pch(TARGET core|network|widgets [tests]): the precompiled header that fits the libraries the target links
# (all of Qt Core; Core and Network; Core, Network, Gui and Widgets), and Qt Test for tests, which are optimized less.
function(ferry_use_pch target kind)
    if(NOT FERRY_PCH)
        return()
    endif()
    set(of_tests ${ARGN})
    set(pch ferry_pch_${kind})
    if(of_tests) # Qt Test defines the directory's name, and a precompiled header counts for the same definitions only
        get_filename_component(directory ${CMAKE_CURRENT_SOURCE_DIR} NAME)
        string(APPEND pch _tests_${directory})
    endif()
    if(NOT TARGET ${pch})
        file(WRITE ${CMAKE_BINARY_DIR}/pch/${pch}.cpp "")
        add_library(${pch} OBJECT ${CMAKE_BINARY_DIR}/pch/${pch}.cpp)
        set_target_properties(${pch} PROPERTIES AUTOMOC OFF)
        target_link_libraries(${pch} PRIVATE ferry_compiler Qt6::Core)
        set(headers <QObject> <QString> <QByteArray> <QList> <QHash> <QVariant> <QUrl> <QDateTime> <QFile> <QTimer>
            <QPointer> <QThread> <QCoreApplication>
            <memory> <optional> <variant> <functional> <algorithm> <chrono> <array>)
        if(NOT kind STREQUAL core)
            target_link_libraries(${pch} PRIVATE Qt6::Network)
            list(APPEND headers <QNetworkRequest> <QNetworkReply>)
        endif()
        if(kind STREQUAL widgets)
            target_link_libraries(${pch} PRIVATE Qt6::Gui Qt6::Widgets)
            list(APPEND headers <QWidget> <QPainter> <QStyle> <QAbstractItemModel> <QBoxLayout> <QLabel> <QAction>)
        endif()
        if(of_tests)
            target_link_libraries(${pch} PRIVATE Qt6::Test)
            target_compile_options(${pch} PRIVATE ${FERRY_TEST_OPTIONS})
            list(APPEND headers <QTest> <QSignalSpy> <QTemporaryDir> <QDir>)
        endif()
        target_precompile_headers(${pch} PRIVATE ${headers})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${pch})
endfunction()
